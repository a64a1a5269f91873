import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { REQUEST } from "./drivers/driver.ts";
import * as gnutls from "./drivers/gnutls.ts";
import * as openssl from "./drivers/openssl.ts";
import type { Bench } from "./harness/bench.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import { connectOurs, type OurClient, type OurServer, requestOurs, serveOurs } from "./harness/engine.ts";
import { readLab } from "./harness/lab.ts";
import type { Talk } from "./harness/talk.ts";

/** 0-RTT (RFC 8446 §2.3, §4.2.10), both ways: taken, refused, and passed over. */

const { certificates, folder } = readLab();
const { ca, servers } = certificates;

const EARLY = Buffer.from("early words\n");
let files = 0;

withPeer("openssl", () => {
  peerCase("to us: early data is taken, and the same ticket again is not", async (bench) => {
    const { ask, talk } = await clientWithTicket(bench, { maxEarlyData: 16_384 });
    const { log } = await ask(false);
    expect(log).toContain("Early data was accepted");
    expect(log).toContain("early data: accepted");
    expect(await talk(2).negotiated()).toMatchObject({ resumed: true, earlyData: "accepted" });
    expect((await ask(true)).log).toContain("Early data was rejected");
    expect(await talk(3).negotiated()).toMatchObject({ resumed: false, earlyData: "rejected" });
    expect(await talk(3).ended()).toMatchObject({ error: null });
  });
  peerCase("to us: early data before a HelloRetryRequest is passed over", async (bench) => {
    const { ask, talk } = await clientWithTicket(bench, { maxEarlyData: 16_384, groups: ["secp256r1"] });
    const { log } = await ask(true, ["-groups", "X25519:P-256"]);
    expect(log).toContain("Early data was rejected");
    expect(await talk(2).negotiated()).toMatchObject({ resumed: true, retried: true, earlyData: "rejected" });
    expect(await talk(2).ended()).toMatchObject({ error: null });
  });
  peerCase("to them: early data is taken, and the same ticket again is not", async (bench) => {
    const { again, process } = await ticketOfServer(bench, {});
    const talk = await again();
    expect(await talk.negotiated()).toMatchObject({ resumed: true, earlyData: "accepted" });
    await process.until(/Early data received:/);
    await process.until(/early words/);
    await exchange(talk, process);
    const replayed = await again();
    expect(await replayed.negotiated()).toMatchObject({ earlyData: "rejected" });
    await exchange(replayed, process);
  });
  peerCase("to them: early data before a HelloRetryRequest is passed over", async (bench) => {
    // With its protection against replay on, the first of the two ClientHellos has used up the ticket.
    const { again, process } = await ticketOfServer(bench, { groups: ["secp256r1"] }, ["-no_anti_replay"]);
    const talk = await again({ groups: ["x25519", "secp256r1"], shares: ["x25519"] });
    expect(await talk.negotiated()).toMatchObject({ resumed: true, retried: true, earlyData: "rejected" });
    await exchange(talk, process);
  });
});

withPeer("gnutls", () => {
  peerCase("to us: early data is taken", async (bench) => {
    const { port, talk } = await serveOurs(bench, { maxEarlyData: 16_384 });
    const extra = ["--resume", "--waitresumption", "--earlydata", requestFile()];
    const client = gnutls.startClient(bench, { port, name: SERVER_NAME, ca, extra });
    const { log } = await client.done();
    expect(log).toContain("early data: accepted");
    expect(await talk(2).negotiated()).toMatchObject({ resumed: true, earlyData: "accepted" });
  });
  peerCase("to them: early data is taken", async (bench) => {
    const extra = ["--earlydata", "--maxearlydata", "4096", "--debug", "5"];
    const wish = { identity: servers["P-256"], ca, extra };
    const { process, port } = await gnutls.startServer(bench, wish, "--http");
    const first = await requestOurs(bench, port);
    const session = first.answer.sessions.at(-1) ?? null;
    const talk = await connectOurs(bench, port, { session, earlyData: new Uint8Array(EARLY) });
    expect(await talk.negotiated()).toMatchObject({ resumed: true, earlyData: "accepted" });
    // It opens early data, and shows it to nobody: the request comes after it.
    await process.until(/decrypted early data with length/);
    await talk.channel.write(Buffer.from(REQUEST));
    expect(await talk.readUntil(/<\/HTML>/)).not.toBeNull();
    await talk.channel.close();
    expect(await talk.ended()).toMatchObject({ error: null });
  });
});

for (const peer of ["node", "node-pq"] as const) withPeer(peer, () => notRun("early data", "it has no 0-RTT"));
withPeer("curl", () => notRun("early data", "only curl 8.11 and later has 0-RTT, with some TLS libraries"));

/** A first visit of s_client's; `ask` comes again with its ticket and a request as early data. */
async function clientWithTicket(bench: Bench, ours: OurServer) {
  const { port, talk } = await serveOurs(bench, ours);
  const file = requestFile();
  const session = `${file}.session`;
  const wish = { port, name: SERVER_NAME, ca };
  await openssl.askWithClient(bench, { ...wish, extra: ["-sess_out", session] });
  /** `retry`: the request is sent again, as 1-RTT data, because nobody heard it. */
  const ask = async (retry: boolean, more: readonly string[] = []) => {
    const extra = ["-ign_eof", "-sess_in", session, "-early_data", file, ...more];
    const client = openssl.startClient(bench, { ...wish, extra });
    if (retry) {
      await client.until(/Early data was/);
      await client.say(REQUEST);
    }
    const outcome = await client.done();
    expect(outcome.log).toContain("Hello from Bob.");
    return outcome;
  };
  return { ask, talk };
}

/** A first visit of ours to s_server -early_data; `again` goes there with the ticket and early data. */
async function ticketOfServer(bench: Bench, ours: OurClient, more: readonly string[] = []) {
  const { groups } = ours;
  const extra = ["-early_data", ...more];
  const wish = { identity: servers["P-256"], ca, extra, ...(groups === undefined ? {} : { groups }) };
  const { process, port } = await openssl.startServer(bench, wish);
  const first = await connectOurs(bench, port, ours);
  const session = await first.until("a ticket", (event) => (event.type === "session" ? event.session : null));
  expect(session.maxEarlyData).toBeGreaterThan(0);
  await first.channel.close();
  const again = (more: OurClient = {}) =>
    connectOurs(bench, port, { session, earlyData: new Uint8Array(EARLY), ...more });
  return { process, again };
}

/** Data in both directions, and an end without complaint. */
async function exchange(talk: Talk, process: Awaited<ReturnType<typeof ticketOfServer>>["process"]): Promise<void> {
  files += 1;
  await talk.channel.write(Buffer.from(`late words ${files}\n`));
  await process.until(new RegExp(`late words ${files}\n`));
  await process.say("an answer\n");
  expect(await talk.readUntil(/an answer\n/)).not.toBeNull();
  await talk.channel.close();
  expect(await talk.ended()).toMatchObject({ error: null, alertReceived: null });
}

function requestFile(): string {
  files += 1;
  const file = join(folder, `early-${process.pid}-${files}.txt`);
  writeFileSync(file, REQUEST);
  return file;
}
