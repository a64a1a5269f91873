import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { expect } from "vitest";
import * as curl from "./drivers/curl.ts";
import * as node from "./drivers/node.ts";
import * as openssl from "./drivers/openssl.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { SERVER_NAME } from "./harness/certificates.ts";
import { connectOurs, requestOurs, serveOurs } from "./harness/engine.ts";
import { readLab } from "./harness/lab.ts";
import type { Talk } from "./harness/talk.ts";

/** 64 MiB of random bytes, down and up, with every peer that can be each end, compared by SHA-256. */

const { certificates, large } = readLab();
const { ca, servers } = certificates;
const WISH = { identity: servers["P-256"], ca };
/** Eight records at once. */
const PIECE = 8 * 16_384;

withPeer("openssl", () => {
  peerCase("to us: 64 MiB down", async (bench) => {
    const { port, talk } = await serveOurs(bench, { talkWith: sendLarge });
    const wish = { port, name: SERVER_NAME, ca, extra: ["-ign_eof"] };
    const client = openssl.startClient(bench, wish, { hashOutput: true });
    expect(await client.done()).toMatchObject({ bytes: large.size, sha256: large.sha256 });
    expect(await talk().ended()).toMatchObject({ error: null });
  });
  peerCase("to us: 64 MiB up", async (bench) => {
    const { port, talk } = await serveOurs(bench, {
      talkWith: async (talk) => {
        await talk.say(`it was ${await receiveLarge(talk)}\n`);
      },
    });
    const client = openssl.startClient(bench, { port, name: SERVER_NAME, ca, extra: ["-ign_eof"] });
    for await (const piece of createReadStream(large.file)) await client.say(piece);
    expect((await client.done()).log).toContain(`it was ${large.sha256}`);
    expect(await talk().ended()).toMatchObject({ error: null });
  });
  peerCase("to them: 64 MiB down", async (bench) => {
    const { process, port } = await openssl.startServer(bench, WISH);
    const talk = await connectOurs(bench, port);
    await talk.negotiated();
    const received = receiveLarge(talk);
    for await (const piece of createReadStream(large.file)) await process.say(piece);
    expect(await received).toBe(large.sha256);
    await talk.channel.close();
    expect(await talk.ended()).toMatchObject({ error: null });
  });
  peerCase("to them: 64 MiB up", async (bench) => {
    const extra = ["-naccept", "1"];
    const { process, port } = await openssl.startServer(bench, { ...WISH, extra }, { hashOutput: true });
    const talk = await connectOurs(bench, port);
    await sendLarge(talk);
    await talk.channel.close();
    expect(await process.done()).toMatchObject({ bytes: large.size, sha256: large.sha256 });
    expect(await talk.ended()).toMatchObject({ error: null });
  });
});

withPeer("node", ({ command }) => {
  peerCase("to us: 64 MiB down", async (bench) => {
    const { port } = await serveOurs(bench, {
      talkWith: async (talk) => {
        await talk.readUntil(/\r\n\r\n/);
        await talk.say("HTTP/1.0 200 OK\r\n\r\n");
        await sendLarge(talk);
      },
    });
    const { log } = await node.startClient(bench, command, { port, name: SERVER_NAME, ca }).done();
    expect(log).toContain(`"size":${large.size},"sha256":"${large.sha256}"`);
  });
  peerCase("to us: 64 MiB up", async (bench) => {
    const { port } = await serveOurs(bench);
    const wish = { port, name: SERVER_NAME, ca };
    const { log } = await node.startClient(bench, command, wish, { upload: large.file }).done();
    expect(log).toContain(`${large.size} bytes, SHA-256 ${large.sha256}`);
  });
  peerCase("to them: 64 MiB down", async (bench) => {
    const { port } = await node.startServer(bench, command, WISH, { download: large.file });
    const hash = createHash("sha256");
    const { answer, talk } = await requestOurs(bench, port, {}, { onBody: (bytes) => void hash.update(bytes) });
    expect(answer.report, `${talk}`).toMatchObject({ error: null });
    expect({ size: answer.size, sha256: hash.digest("hex") }).toEqual({ size: large.size, sha256: large.sha256 });
  });
  peerCase("to them: 64 MiB up", async (bench) => {
    const { port } = await node.startServer(bench, command, WISH);
    const upload = { size: large.size, body: createReadStream(large.file) };
    const { answer, text } = await requestOurs(bench, port, {}, { upload });
    expect(text).toBe(`SHA-256 ${large.sha256}\n`);
    expect(answer.report).toMatchObject({ error: null });
  });
});

withPeer("curl", () => {
  peerCase("to us: 64 MiB up", async (bench) => {
    const { port } = await serveOurs(bench);
    const wish = { port, name: SERVER_NAME, ca };
    const args = [...curl.optionsFor(wish), "--upload-file", large.file, curl.urlOf(wish)];
    const { log } = await bench.start("curl", args).done();
    expect(log).toContain(`${large.size} bytes, SHA-256 ${large.sha256}`);
  });
});

async function sendLarge(talk: Talk): Promise<void> {
  for await (const piece of createReadStream(large.file, { highWaterMark: PIECE })) await talk.channel.write(piece);
}

/** The SHA-256 of as many bytes as there must come. */
async function receiveLarge(talk: Talk): Promise<string> {
  const hash = createHash("sha256");
  for (let left = large.size; left > 0; ) {
    const chunk = await talk.channel.read();
    if (chunk === null) throw new Error(`${left} bytes too few came`);
    hash.update(chunk.data);
    left -= chunk.data.length;
  }
  return hash.digest("hex");
}
