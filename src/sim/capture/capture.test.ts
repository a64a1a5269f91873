import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../bytes/hex.ts";
import { concat, textOf, utf8 } from "../../bytes/text.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { cards, loadScene } from "../../scenes/catalog.ts";
import { HANDFUL, labRun } from "../../scenes/lab/runs.fixture.ts";
import { artifact } from "../lookup.ts";
import { record } from "../recorder.ts";
import type { Recording } from "../recording.ts";
import { captureOf } from "./capture.ts";
import { keyLogOf } from "./keyLog.ts";
import { decryptionSecrets, enhancedPacket, sectionHeader } from "./pcapng.ts";
import { hasRecords, tapsOf } from "./streams.ts";
import { checksum, MOST, TcpTalk } from "./tcp.ts";

const actFive = cards.filter(({ act }) => act === 5).map(({ id }) => id);
const SECTION = 0x0a0d0d0a;
const SECRETS = 10;
const PACKET = 6;

type Switches = Readonly<Record<string, string>>;
const FOOLED: Switches = { mallory: "relay", forgery: "self-signed", "any-authority": "on", "skip-name": "on" };
const RUNS: readonly (readonly [scene: string, switches: Switches])[] = [
  ...actFive.map((id) => [id, {}] as const),
  ...["eavesdrop", "tamper", "impersonate", "relay"].map((mallory) => ["tls13", { mallory }] as const),
  ["tls13-rejection", FOOLED],
  ["hello-retry", { mallory: "downgrade" }],
  ["hello-retry", { mallory: "downgrade", takes: "both", weakens: "retry" }],
  ["hello-retry", { takes: "both", cookie: "on" }],
  ["resumption", { mallory: "off", early: "off" }],
  ["resumption", { "no-account": "on" }],
];

describe("a capture holds what crossed the wire, and nothing else", () => {
  test.each(RUNS)("%s %j", async (scene, switches) => {
    holdsWhatCrossed(await runOf(scene, switches));
  });

  // Where nothing was agreed on, there are no secrets to tell.
  test.each(HANDFUL)("the lab %j", async (part) => holdsWhatCrossed(await labRun(part)));

  test("what Mallory changed stands changed behind her, and as it was before her", async () => {
    const recording = await runOf("tls13", { mallory: "tamper" });
    const changed = recording.steps.flatMap(({ event }) => (event.type === "changes" ? [event] : []))[0];
    if (changed === undefined) throw new Error("nothing was changed");
    const [after, before] = [changed.packet, changed.from].map((id) => artifact(recording, "packet", id).bytes);
    const { connections } = readCapture(captureOf(recording));
    const [near, far] = connections.map(({ server }) => server);
    expect(near).toContain(after);
    expect(near).not.toContain(before);
    expect(far).toContain(before);
    expect(far).not.toContain(after);
  });

  test("a client's first record begins a connection of its own", async () => {
    const once = await runOf("tls13", {});
    const twice = { ...once, steps: [...once.steps, ...once.steps] };
    const { connections } = readCapture(captureOf(twice));
    expect(connections).toHaveLength(2);
    expect(new Set(connections.map(({ port }) => port)).size).toBe(2);
    expect(connections[0]?.client).toBe(connections[1]?.client);
  });

  test("frames begin at the scene's time, and each has one of its own", async () => {
    const recording = await runOf("tls13-mutual", {});
    const { times } = readCapture(captureOf(recording));
    expect(times[0]).toBe(Date.parse(recording.start.time) * 1000);
    for (const [i, time] of times.slice(1).entries()) expect(time).toBeGreaterThan(times[i] ?? 0);
  });

  test("a run of the story holds nothing for it", async () => {
    const recording = await runOf("certificate", {});
    expect(hasRecords(recording)).toBe(false);
    expect(tapsOf(recording)).toEqual([]);
    expect(keyLogOf(recording)).toBe("");
    expect(readCapture(captureOf(recording)).blocks.map(({ type }) => type)).toEqual([SECTION]);
  });
});

function holdsWhatCrossed(recording: Recording): void {
  const { blocks, connections } = readCapture(captureOf(recording));
  expect(blocks[0]?.type).toBe(SECTION);
  // The two ends' own hops, counted without the code under test; only the client's, where both saw the same.
  const [near, far] = [hopsOf(recording, "client"), hopsOf(recording, "server")];
  const wanted = JSON.stringify(near) === JSON.stringify(far) ? near : [...near, ...far];
  expect(connections.map(({ client, server }) => ({ client, server }))).toEqual(wanted);
  const secrets = blocks.filter(({ type }) => type === SECRETS).map(({ body }) => textOf(body.subarray(8)) ?? "");
  const lines = secrets.flatMap((text) => text.replace(/\0+$/, "").trimEnd().split("\n"));
  expect([...new Set(lines)].join("\n")).toBe(keyLogOf(recording).trimEnd());
  const sealed = recording.steps.some(({ event }) => event.type === "seals");
  if (sealed) expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^(CLIENT|SERVER)_[A-Z_0]+ [0-9a-f]{64} ([0-9a-f]{64}|[0-9a-f]{96})$/);
}

describe("blocks", () => {
  test.each([0, 1, 2, 3, 4, 5, 1499])("are padded to 32 bits and say their length at both ends: %i bytes", (size) => {
    const text = "x".repeat(size);
    const file = concat(sectionHeader(text, text), decryptionSecrets(text), enhancedPacket(3, 2 ** 32 + 7, utf8(text)));
    const [section, secrets, packet] = blocksOf(file);
    expect(optionsOf(section?.body.subarray(16) ?? new Uint8Array())).toEqual([
      [1, text],
      [4, text],
    ]);
    expect(textOf(secrets?.body.subarray(0, 4) ?? new Uint8Array())).toBe("TLSK");
    expect(uint(secrets?.body, 4)).toBe(size);
    expect(textOf(secrets?.body.subarray(8, 8 + size) ?? new Uint8Array())).toBe(text);
    expect([0, 4, 8, 12, 16].map((at) => uint(packet?.body, at))).toEqual([3, 1, 7, size, size]);
    expect(textOf(packet?.body.subarray(20, 20 + size) ?? new Uint8Array())).toBe(text);
  });
});

test("what is longer than a segment goes in several, numbered byte by byte", () => {
  const end = { address: Uint8Array.of(127, 0, 0, 1), port: 1, first: 2 ** 32 - 2000 };
  const packets: Uint8Array[] = [];
  const talk = new TcpTalk({ client: end, server: end });
  const bytes = new Uint8Array(1000).map((_, i) => i);
  talk.begin((_, packet) => packets.push(packet));
  talk.say("client", bytes, (_, packet) => packets.push(packet));
  talk.say("client", new Uint8Array(MOST + 1), (_, packet) => packets.push(packet));
  expect(packets.map((packet) => packet.length - 40)).toEqual([0, 0, 0, 1000, MOST, 1]);
  // Sequence numbers go round (RFC 9293 §3.4).
  expect(packets.map((packet) => uint(packet, 24)).slice(3)).toEqual([2 ** 32 - 1999, 2 ** 32 - 999, MOST - 999]);
});

type Block = Readonly<{ type: number; body: Uint8Array }>;
type Connection = { port: number; client: string; server: string };

/** Everything in a file again; throws where a length, a checksum or a sequence number does not fit. */
function readCapture(file: Uint8Array) {
  const blocks = blocksOf(file);
  const connections = new Map<number, Connection>();
  const next = new Map<string, number>();
  const times: number[] = [];
  for (const { type, body } of blocks) {
    if (type !== PACKET) continue;
    times.push(uint(body, 4) * 2 ** 32 + uint(body, 8));
    const ip = body.subarray(20 + 14, 20 + uint(body, 12));
    const tcp = ip.subarray(20);
    const pseudo = concat(ip.subarray(12, 20), Uint8Array.of(0, 6, tcp.length >> 8, tcp.length & 255));
    if (checksum(ip.subarray(0, 20)) !== 0 || checksum(concat(pseudo, tcp)) !== 0) throw new Error("a wrong checksum");
    const [from, to] = [uint(tcp, 0) >>> 16, uint(tcp, 0) & 0xffff];
    const side = from < to ? "server" : "client";
    const port = Math.max(from, to);
    const sequence = uint(tcp, 4);
    if ((next.get(`${side} ${port}`) ?? sequence) !== sequence) throw new Error("a wrong sequence number");
    const payload = tcp.subarray(20);
    const flags = tcp[13] ?? 0;
    next.set(`${side} ${port}`, sequence + payload.length + (flags & 3 ? 1 : 0));
    const connection = connections.get(port) ?? { port, client: "", server: "" };
    connection[side] += toHex(payload);
    connections.set(port, connection);
  }
  return { blocks, times, connections: [...connections.values()].sort((a, b) => a.port - b.port) };
}

function blocksOf(file: Uint8Array): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < file.length; ) {
    const size = uint(file, at + 4);
    if (size % 4 !== 0 || uint(file, at + size - 4) !== size) throw new Error(`a block of ${size} bytes`);
    blocks.push({ type: uint(file, at), body: file.subarray(at + 8, at + size - 4) });
    at += size;
  }
  return blocks;
}

function optionsOf(bytes: Uint8Array): readonly (readonly [number, string | null])[] {
  const options: [number, string | null][] = [];
  for (let at = 0; ; ) {
    const [code, size] = [uint(bytes, at) >>> 16, uint(bytes, at) & 0xffff];
    if (code === 0) return options;
    options.push([code, textOf(bytes.subarray(at + 4, at + 4 + size))]);
    at += 4 + Math.ceil(size / 4) * 4;
  }
}

function uint(bytes: Uint8Array | undefined, at: number): number {
  if (bytes === undefined || at + 4 > bytes.length) throw new Error("the end of the bytes");
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

type Said = { client: string; server: string };

/** Everything that either side said on the hop next to one end, connection by connection. */
function hopsOf(recording: Recording, end: "client" | "server"): readonly Readonly<Said>[] {
  const said = new Map<number, Said>();
  for (const { event } of recording.steps) {
    if (event.type !== "travels") continue;
    const ends = end === "server" ? ["bob"] : ["alice", "notAlice"];
    if (!event.path.some((place) => ends.includes(place))) continue;
    const packet = artifact(recording, "packet", event.packet);
    // Of TLS alone is a capture made: an authority's look in plain HTTP is none.
    if (packet.records === undefined) continue;
    const { connection = 1 } = packet;
    const one = said.get(connection) ?? { client: "", server: "" };
    one[packet.from === "bob" ? "server" : "client"] += toHex(fromHex(packet.bytes));
    said.set(connection, one);
  }
  return [...said.values()];
}

async function runOf(id: string, switches: Switches): Promise<Recording> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries(switches).map(([name, value]) => ({ switch: name, value, after: null }));
  return (await record(scene.scenario, { scene: id, hops: 3, throws, pool: new RsaPool(0) })).recording;
}
