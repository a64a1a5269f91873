import { expect } from "vitest";
import * as openssl from "./drivers/openssl.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import { connectOurs, serveOurs } from "./harness/engine.ts";
import { readLab } from "./harness/lab.ts";
import type { Talk } from "./harness/talk.ts";

/** How a connection ends (RFC 8446 §6.1): with close_notify from either side, or cut off. */

const { certificates } = readLab();
const { ca, servers } = certificates;
const TRUNCATED = "the connection ended without close_notify (RFC 8446 §6.1)";

withPeer("openssl", () => {
  const toUs = (title: string, body: (client: ReturnType<typeof openssl.startClient>, talk: Talk) => Promise<void>) => {
    peerCase(`to us: ${title}`, async (bench) => {
      const talkWith = async (talk: Talk): Promise<void> => {
        while ((await talk.channel.read()) !== null) await talk.say("heard\n");
      };
      const { port, talk } = await serveOurs(bench, { talkWith });
      const client = openssl.startClient(bench, { port, name: SERVER_NAME, ca });
      await talk().negotiated();
      await client.say("hello\n");
      await client.until(/heard/);
      await body(client, talk());
    });
  };
  toUs("s_client quits with close_notify", async (client, talk) => {
    await client.say("Q\n");
    expect(await talk.ended()).toMatchObject({ error: null });
    expect((await client.done()).code).toBe(0);
  });
  toUs("s_client is cut off", async (client, talk) => {
    await client.stop();
    expect(await talk.ended()).toMatchObject({ error: TRUNCATED, alertReceived: null });
  });
  toUs("we close; s_client sees close_notify", async (client, talk) => {
    await talk.channel.close();
    expect((await client.done()).log).toMatch(/^closed$/m);
    expect(await talk.ended()).toMatchObject({ error: null });
  });
  peerCase("to them: we close; s_server sees close_notify, and says it", async (bench) => {
    const { process, port } = await openssl.startServer(bench, { identity: servers["P-256"], ca });
    const talk = await connectOurs(bench, port);
    await talk.say("hello\n");
    await process.until(/hello/);
    await talk.channel.close();
    // Not ERROR, as where the end comes without it.
    await process.until(/^DONE$/m);
    expect(process.log).not.toContain("ERROR");
    expect(await talk.ended()).toMatchObject({ error: null });
  });
  peerCase("to them: s_server is cut off", async (bench) => {
    const { process, port } = await openssl.startServer(bench, { identity: servers["P-256"], ca });
    const talk = await connectOurs(bench, port);
    await talk.say("hello\n");
    await process.until(/hello/);
    await process.stop();
    expect(await talk.ended()).toMatchObject({ error: TRUNCATED });
  });
});
