import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { concat } from "../bytes/text.ts";
import type { Connection } from "./connection.ts";
import type { Frame } from "./fuzzing/edits.ts";
import { frameOf, framesOf } from "./fuzzing/frames.ts";
import { Hand } from "./fuzzing/hand.ts";
import { secretFor } from "./fuzzing/keys.ts";
import { makeLibrary } from "./fuzzing/library.ts";
import { connectionFor, perform, type Recording } from "./fuzzing/recording.ts";
import type { Role } from "./fuzzing/scenarios.ts";
import { believing, makePeople } from "./fuzzing/world.ts";
import type { Output } from "./output.ts";
import { RecordWriter } from "./record/writer.ts";
import { nextTrafficSecret } from "./schedule/derive.ts";

/** A peer may make us hold less than 1 MiB, whatever it says, and however long it says nothing more. */

type Bytes = Uint8Array<ArrayBuffer>;

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

const MEBIBYTE = 2 ** 20;
/** As many connections at once as make one of them count. */
const MANY = 3;
/** The transport brings a flood in pieces of this size: what one call gives is let go before the next. */
const PIECE = 8192;
const PIECES = 3;

let library: readonly Recording[];

beforeAll(async () => {
  library = await makeLibrary(believing((await makePeople()).p256));
});

/** Bytes in use, when all garbage is gone. What WebCrypto had a hand in takes a second collection. */
async function used(): Promise<number> {
  if (typeof collectGarbage !== "function") throw new Error("no way to collect garbage");
  collectGarbage();
  await setImmediate();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** One end of a scenario, and a peer that goes along for some frames and then sends something else. */
type Attack = Readonly<{
  scenario: string;
  to: Role;
  /** How many frames come as they should. */
  after: number;
  /** What comes then: content type and content, under the keys that are due. */
  flood: readonly (readonly [type: number, content: Bytes])[];
  /** The largest piece of content in a record. */
  split?: number;
}>;
type Ready = Readonly<{ connection: Connection; flood: Bytes }>;

function recordingOf(name: string): Recording {
  const recording = library.find(({ scenario }) => scenario.name === name);
  if (recording === undefined) throw new Error(`no scenario ${name}`);
  return recording;
}

async function prepared({ scenario, to, after, flood, split = 2 ** 14 }: Attack): Promise<Ready> {
  const recording = recordingOf(scenario);
  const connection = connectionFor(recording.scenario, to);
  const hand = new Hand((place) => secretFor(to, [], recording, place), Number.POSITIVE_INFINITY);
  const frames = framesOf(recording, { to, attacker: "replay" });
  const next = frames[after];
  if (next === undefined) throw new Error(`${scenario} has no frame ${after}`);
  for (const [i, turn] of recording.turns[to].entries()) {
    const isBefore = (frame: Frame) => frame.turn === i && frames.indexOf(frame) < after;
    if (!("act" in turn)) await connection.receive(await hand.write(frames.filter(isBefore)));
    else if (i <= next.turn) await perform(connection, turn.act);
  }
  const { epoch, generation } = next;
  const units = flood.map(([type, content]) => ({ epoch, generation, padding: 0, type, content }));
  return { connection, flood: await hand.write(units.map((unit) => ({ ...frameOf(unit, 0), split }))) };
}

/** A connection that got it all, a piece at a time. */
async function flooded(attack: Attack): Promise<Connection> {
  const { connection, flood } = await prepared(attack);
  for (let at = 0; at < flood.length; at += PIECE) await connection.receive(flood.slice(at, at + PIECE));
  return connection;
}

/** The most bytes in use while it is given the first pieces of a flood, with the result of each. */
async function mostUsed({ connection, flood }: Ready): Promise<number> {
  const before = await used();
  let most = 0;
  let events = 0;
  for (let at = 0; at < PIECES * PIECE; at += PIECE) {
    const output: Output = await connection.receive(flood.slice(at, at + PIECE));
    most = Math.max(most, (await used()) - before);
    events += output.events.length;
  }
  expect(events).toBeGreaterThan(10);
  return most;
}

/** KeyUpdates, with data between them that makes them be taken. */
async function keyUpdates(): Promise<Ready> {
  const ready = await prepared({ ...toClient, after: 7, flood: [] });
  const recording = recordingOf("server");
  const { suite, secret } = secretFor("client", [], recording, { epoch: "application", generation: 0 }) ?? fail();
  const writer = new RecordWriter({ fragmentSize: 2 ** 14, padTo: (size) => size });
  let present = secret;
  writer.rekey("application", suite, present);
  // What the scenario's server said under these keys before.
  for (const { type, content } of framesOf(recording, { to: "client", attacker: "replay" }).slice(6, 7)) {
    writer.put(type === HANDSHAKE ? "handshake" : "application_data", content);
  }
  const { parts: before } = await writer.drain();
  expect(before.length).toBeGreaterThan(0);
  for (let i = 0; i < 700; i++) {
    if (i % 30 === 0) writer.put("application_data", Uint8Array.of(7));
    writer.put("handshake", Uint8Array.of(24, 0, 0, 1, 0));
    present = nextTrafficSecret(suite, present);
    writer.rekey("application", suite, present);
  }
  return { connection: ready.connection, flood: concat(...(await writer.drain()).parts) };
}

/** What a measurement gives at the least: the first pays for what the JavaScript engine learns. */
async function smallest(measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3 && least >= MEBIBYTE; i++) least = Math.min(least, await measure());
  return least;
}

const HANDSHAKE = 22;

/** A handshake message that says it is this long, and as much of it as comes. */
function begun(type: number, says: number, comes: number): readonly [number, Bytes] {
  const header = Uint8Array.of(type, says >> 16, (says >> 8) & 0xff, says & 0xff);
  return [HANDSHAKE, concat(header, new Uint8Array(comes))];
}

function ticket(size: number): Bytes {
  const [, header] = begun(4, size + 13, 0);
  const fields = Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0, size >> 8, size & 0xff);
  return concat(header, fields, new Uint8Array(size), new Uint8Array(2));
}

function times(count: number, ...items: Attack["flood"]): Attack["flood"] {
  return Array.from({ length: count }, () => items).flat();
}

const ONE_BYTE = [23, Uint8Array.of(7)] as const;
const EMPTY = [23, new Uint8Array()] as const;
const WARNING = [21, Uint8Array.of(1, 90)] as const;
const DUMMY = [20, Uint8Array.of(1)] as const;
const BIG = [23, new Uint8Array(2 ** 14)] as const;
const TICKETS = [HANDSHAKE, concat(...new Array<Bytes>(860).fill(ticket(1)))] as const;
const BIG_TICKET = [HANDSHAKE, ticket(60_000)] as const;

const toServer = { scenario: "server", to: "server" } as const;
const toClient = { scenario: "server", to: "client" } as const;

describe("what a connection holds when its peer falls silent", () => {
  test.each<[what: string, end: string, Attack]>([
    [
      "a ClientHello said to have 16 MiB",
      "START too-much",
      { ...toServer, after: 0, flood: [begun(1, 2 ** 24 - 1, 9)] },
    ],
    ["a ClientHello without its last byte", "START null", { ...toServer, after: 0, flood: [begun(1, 16380, 16379)] }],
    ["one in tiny records", "START null", { ...toServer, after: 0, flood: [begun(1, 16380, 16379)], split: 1 }],
    ["a ServerHello without its last byte", "WAIT_SH null", { ...toClient, after: 0, flood: [begun(2, 65532, 65531)] }],
    ["a message said to have 16 MiB", "WAIT_EE too-much", { ...toClient, after: 2, flood: [begun(8, 2 ** 24 - 1, 9)] }],
    ["a message without its last byte", "WAIT_EE null", { ...toClient, after: 2, flood: [begun(8, 65532, 65531)] }],
    [
      "a client's Certificate without its last byte",
      "WAIT_CERT null",
      { scenario: "mutual", to: "server", after: 2, flood: [begun(11, 65532, 65531)], split: 2000 },
    ],
    ["a thousand dummies", "WAIT_EE too-much", { ...toClient, after: 1, flood: times(1000, DUMMY) }],
    ["a thousand empty records", "CONNECTED too-much", { ...toClient, after: 7, flood: times(1000, EMPTY) }],
    ["a thousand warnings", "CONNECTED too-much", { ...toClient, after: 7, flood: times(1000, WARNING) }],
    ["a hundred tickets of 60 kB", "CONNECTED null", { ...toClient, after: 7, flood: times(100, BIG_TICKET) }],
    ["4 MiB of data", "CONNECTED null", { ...toServer, after: 3, flood: times(256, BIG) }],
  ])("%s", async (_what, end, attack) => {
    const { state, failure } = await flooded(attack);
    expect(`${state} ${failure?.code ?? null}`).toBe(end);
    const measure = async () => {
      const before = await used();
      const connections: Connection[] = [];
      for (let i = 0; i < MANY; i++) connections.push(await flooded(attack));
      const more = (await used()) - before;
      expect(connections).toHaveLength(MANY);
      return more / MANY;
    };
    expect(await smallest(measure)).toBeLessThan(MEBIBYTE);
  });
});

describe(`what it gives and holds at most, of a flood in pieces of ${PIECE} bytes`, () => {
  test.each<[what: string, Attack]>([
    ["a ClientHello in tiny records", { ...toServer, after: 0, flood: [begun(1, 16380, 16379)], split: 1 }],
    ["a ServerHello in tiny records", { ...toClient, after: 0, flood: [begun(2, 65532, 65531)], split: 1 }],
    ["a message in tiny protected records", { ...toClient, after: 2, flood: [begun(8, 65532, 4000)], split: 1 }],
    ["tiny tickets", { ...toClient, after: 7, flood: times(2, TICKETS) }],
    ["tiny records of data", { ...toClient, after: 7, flood: times(3000, ONE_BYTE) }],
    ["warnings between data", { ...toClient, after: 7, flood: times(90, ONE_BYTE, ...times(32, WARNING)) }],
    ["empty records between data", { ...toClient, after: 7, flood: times(90, ONE_BYTE, ...times(32, EMPTY)) }],
  ])("%s", async (_what, attack) => {
    expect(await smallest(async () => mostUsed(await prepared(attack)))).toBeLessThan(MEBIBYTE);
  });

  test("KeyUpdates between data", async () => {
    expect(await smallest(async () => mostUsed(await keyUpdates()))).toBeLessThan(MEBIBYTE);
  });
});

function fail(): never {
  throw new Error("the recording tells of no secret");
}
