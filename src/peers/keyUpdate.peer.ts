import { expect } from "vitest";
import { REQUEST } from "./drivers/driver.ts";
import * as gnutls from "./drivers/gnutls.ts";
import * as node from "./drivers/node.ts";
import * as openssl from "./drivers/openssl.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import { connectOurs, serveOurs } from "./harness/engine.ts";
import { readLab } from "./harness/lab.ts";
import type { PeerProcess } from "./harness/process.ts";
import type { Talk } from "./harness/talk.ts";

/** KeyUpdate (RFC 8446 §4.6.3): asked for by either end, with and without one in return, and data after each. */

const { certificates } = readLab();
const { ca, servers } = certificates;

const OPENSSL = { alone: "k\n", both: "K\n" };
const GNUTLS = { alone: "^rekey1^\n", both: "^rekey^\n" };

withPeer("openssl", () => {
  peerCase("to us: KeyUpdate by both", async (bench) => {
    const { port, talk } = await serveOurs(bench, { talkWith: echo });
    const client = openssl.startClient(bench, { port, name: SERVER_NAME, ca });
    await updateKeys(talk(), client, OPENSSL, (text) => talkAndListen(client, talk(), text));
  });
  peerCase("to them: KeyUpdate by both", async (bench) => {
    const { process, port } = await openssl.startServer(bench, { identity: servers["P-256"], ca });
    const talk = await connectOurs(bench, port);
    await updateKeys(talk, process, OPENSSL, async (text) => {
      await process.say(`${text}\n`);
      expect(await talk.readUntil(new RegExp(`${text}\n`))).not.toBeNull();
      await talk.say(`echo of ${text}\n`);
      await process.until(new RegExp(`echo of ${text}`));
    });
  });
});

withPeer("gnutls", () => {
  peerCase("to us: KeyUpdate by both", async (bench) => {
    const { port, talk } = await serveOurs(bench, { talkWith: echo });
    const client = gnutls.startClient(bench, { port, name: SERVER_NAME, ca, extra: ["--inline-commands"] });
    await updateKeys(talk(), client, GNUTLS, (text) => talkAndListen(client, talk(), text));
  });
  peerCase("to them: KeyUpdate by both", async (bench) => {
    const { port } = await gnutls.startServer(bench, { identity: servers["P-256"], ca }, "--echo");
    const talk = await connectOurs(bench, port);
    await talk.negotiated();
    const exchange = async (text: string): Promise<void> => {
      await talk.say(`${text}\n`);
      expect(await talk.readUntil(new RegExp(`${text}\n`))).not.toBeNull();
    };
    await exchange("one");
    // gnutls-serv's word for it; in TLS 1.3 there is no other handshake on the same connection.
    await talk.say("**REHANDSHAKE**\n");
    await keyUpdate(talk, "received", 1);
    await exchange("two");
    await talk.channel.updateKeys(true);
    await exchange("three");
    await keyUpdate(talk, "received", 2);
    await talk.channel.close();
    expect(await talk.ended()).toMatchObject({ error: null });
  });
});

for (const peer of ["node", "node-pq"] as const) {
  withPeer(peer, ({ command }) => {
    peerCase("to us: KeyUpdate by us", async (bench) => {
      const talkWith = async (talk: Talk): Promise<void> => {
        await talk.readUntil(/\r\n\r\n/);
        for (const piece of ["HTTP/1.0 200 OK\r\n\r\n", "keys ", "and ", "keys"]) {
          await talk.say(piece);
          await talk.channel.updateKeys(piece !== "and ");
        }
      };
      const { port, talk } = await serveOurs(bench, { talkWith });
      const { log } = await node.startClient(bench, command, { port, name: SERVER_NAME, ca }).done();
      expect(log).toContain("keys and keys");
      expect(await talk().ended()).toMatchObject({ error: null });
    });
    peerCase("to them: KeyUpdate by us, and theirs in return", async (bench) => {
      const { port } = await node.startServer(bench, command, { identity: servers["P-256"], ca });
      const talk = await connectOurs(bench, port);
      await talk.negotiated();
      for (const piece of REQUEST.split(/(?= )/)) {
        await talk.say(piece);
        await talk.channel.updateKeys(true);
      }
      expect(await talk.readUntil(/hello from Node\n/)).not.toBeNull();
      await keyUpdate(talk, "received", 1);
      await talk.channel.close();
      expect(await talk.ended()).toMatchObject({ error: null });
    });
  });
}

/** gnutls takes no more than eight KeyUpdates a second. */
const IN_A_ROW = 5;

type Commands = Readonly<{ alone: string; both: string }>;

/** The peer changes its keys, then asks for ours too, then we ask for its; words go both ways after each. */
async function updateKeys(
  talk: Talk,
  process: PeerProcess,
  { alone, both }: Commands,
  exchange: (text: string) => Promise<void>,
): Promise<void> {
  await talk.negotiated();
  await exchange("one");
  await process.say(alone);
  await keyUpdate(talk, "received", 1);
  await exchange("two");
  expect(updates(talk, "sent")).toBe(0);
  await process.say(both);
  await keyUpdate(talk, "received", 2);
  await keyUpdate(talk, "sent", 1);
  await exchange("three");
  await talk.channel.updateKeys(true);
  // What it writes first may have crossed ours; the answer goes along with what it writes next.
  await exchange("four");
  await exchange("four and a half");
  await keyUpdate(talk, "received", 3);
  for (let i = 0; i < IN_A_ROW; i += 1) await talk.channel.updateKeys(false);
  await exchange("five");
  await talk.channel.close();
  expect(await talk.ended()).toMatchObject({ error: null, alertReceived: null });
}

async function talkAndListen(client: PeerProcess, talk: Talk, text: string): Promise<void> {
  await client.say(`${text}\n`);
  await talk.until("the words", (event) => (event.type === "data" && textOf(event.data).includes(text) ? true : null));
  await client.until(new RegExp(`echo of ${text}`));
}

async function echo(talk: Talk): Promise<void> {
  for (;;) {
    const chunk = await talk.channel.read();
    if (chunk === null) return;
    await talk.say(`echo of ${textOf(chunk.data)}`);
  }
}

async function keyUpdate(talk: Talk, direction: "sent" | "received", count: number): Promise<void> {
  await talk.until(`${count} KeyUpdates ${direction}`, () => (updates(talk, direction) >= count ? true : null));
}

function updates(talk: Talk, direction: "sent" | "received"): number {
  return talk.count((event) => event.type === "key-update" && event.direction === direction);
}

function textOf(data: Uint8Array): string {
  return Buffer.from(data).toString("latin1");
}
