import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { concat, utf8 } from "../../bytes/text.ts";
import { liveChance } from "../../crypto/chance.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { howItWent } from "../../scenes/live/ending.ts";
import { type LivePapers, makeLivePapers } from "../../scenes/live/papers.ts";
import { callScenario } from "../../scenes/live/scene.ts";
import { connectClient } from "../../tls/client.ts";
import type { Connection } from "../../tls/connection.ts";
import { artifact } from "../lookup.ts";
import { record } from "../recorder.ts";
import type { Recording, Throw } from "../recording.ts";
import type { LiveWire } from "./wire.ts";

/** A program that is none: the engine's own client, or anything else that sends bytes, behind a wire without a socket. */

type Bytes = Uint8Array<ArrayBuffer>;
type Program = Readonly<{
  /** What it says first, and to what it hears; null: it goes away. */
  begin: () => Promise<Bytes | null>;
  hear: (bytes: Bytes) => Promise<Bytes | null>;
}>;

let live: LivePapers;
beforeAll(async () => {
  live = await makeLivePapers(new Date());
});

/** Lets a program talk to Bob on stage, its bytes cut at these sizes in turn. */
async function onStage(program: Program, switches: Readonly<Record<string, string>> = {}, sizes = [4096]) {
  const throws = Object.entries(switches).map(([id, value]): Throw => ({ switch: id, value, after: null }));
  const wire = wireOf(program, sizes);
  const scenario = callScenario({ wire, live, now: new Date() });
  const { recording } = await record(scenario, { scene: "live", hops: 1, throws, pool: new RsaPool(0) });
  return recording;
}

function wireOf(program: Program, sizes: readonly number[]): LiveWire {
  const heard: Bytes[] = [];
  let said: Bytes = new Uint8Array();
  let begun = false;
  let over = false;
  let ended = false;
  let turn = 0;
  async function answer(): Promise<void> {
    const bytes = begun ? await program.hear(concat(...heard.splice(0))) : await program.begin();
    begun = true;
    if (bytes === null) over = true;
    else said = concat(said, bytes);
  }
  return {
    next: async () => {
      while (said.length === 0 && !over && (heard.length > 0 || !begun)) await answer();
      // Nothing more will come to it, so it has nothing more to say.
      if (said.length === 0) return over || ended || begun ? null : said;
      const size = sizes[turn++ % sizes.length] ?? 1;
      const piece = said.slice(0, size);
      said = said.slice(size);
      return piece;
    },
    send: (bytes) => void heard.push(bytes),
    end: () => {
      ended = true;
    },
  };
}

/** The engine's client: shakes hands, asks, hears the answer out, and says goodbye. */
function engineClient(trusts: boolean): Program {
  let asked = false;
  const connection: Connection = connectClient({
    ...{ chance: liveChance, now: () => Date.now(), serverName: "bob.example" },
    verifyPeer: async (path) =>
      trusts
        ? { ok: true, publicKey: spkiOf(path[0] ?? new Uint8Array()), subject: "whoever" }
        : { ok: false, alert: "unknown_ca", why: "nobody is trusted here" },
  });
  return {
    begin: async () => (await connection.start()).bytes,
    hear: async (bytes) => {
      const { bytes: first, events } = await connection.receive(bytes);
      const request = "GET / HTTP/1.1\r\nHost: bob.example\r\n\r\n";
      const goesOn = connection.negotiated !== null && !asked && connection.failure === null;
      if (goesOn) asked = true;
      const question = goesOn ? (await connection.write(utf8(request))).bytes : new Uint8Array();
      const isClosed = events.some(({ type }) => type === "closed");
      return concat(first, question, isClosed ? (await connection.close()).bytes : new Uint8Array());
    },
  };
}

function spkiOf(der: Uint8Array): Uint8Array {
  const known = [live.bob, ...live.forgeries.values()].find(({ chain }) => String(chain[0]) === String(der));
  if (known === undefined) throw new TypeError("an unknown certificate");
  return known.key.spki;
}

/** Says these bytes and no more. */
function saying(...bytes: readonly Bytes[]): Program {
  const rest = [...bytes];
  return { begin: async () => rest.shift() ?? null, hear: async () => rest.shift() ?? null };
}

function messages({ steps, ...recording }: Recording): readonly string[] {
  return steps.flatMap(({ event }) =>
    event.type === "writes" || event.type === "seals"
      ? [`${event.actor} ${artifact({ steps, ...recording }, "packet", event.packet).label}`]
      : [],
  );
}

const TALK = [
  "alice clientHello",
  "bob serverHello",
  "bob encryptedExtensions",
  "bob serverCertificate",
  "bob serverCertificateVerify",
  "bob serverFinished",
  "alice clientFinished",
  "alice request",
  "bob reply",
  "bob closeNotify",
  "alice closeNotify",
];

describe("what a program sends", () => {
  test("comes on stage message by message, however TCP has cut it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 }), async (sizes) => {
        expect(messages(await onStage(engineClient(true), {}, sizes))).toEqual(TALK);
      }),
      { numRuns: 12 },
    );
  });

  test("is whole in its packets: the wire’s bytes, in their order", async () => {
    const sent: Bytes[] = [];
    const client = engineClient(true);
    const watched: Program = {
      begin: async () => keep(await client.begin()),
      hear: async (bytes) => keep(await client.hear(bytes)),
    };
    function keep(bytes: Bytes | null): Bytes | null {
      if (bytes !== null) sent.push(bytes);
      return bytes;
    }
    const recording = await onStage(watched);
    const own = recording.steps
      .flatMap(({ made }) => made)
      .filter((one) => one.kind === "packet" && one.author === "alice");
    const hex = own.map((one) => (one.kind === "packet" ? one.bytes : "")).join("");
    expect(hex).toBe(Buffer.from(concat(...sent)).toString("hex"));
  });

  test.each([
    ["plain HTTP", saying(utf8("GET / HTTP/1.1\r\nHost: bob.example\r\n\r\n")), "sent what is no record of TLS"],
    ["a record that is too long", saying(Uint8Array.of(22, 3, 1, 0xff, 0xff, 0)), "sent what is no record of TLS"],
  ])("%s is none of TLS, and hung up on", async (_, program, why) => {
    const { steps } = await onStage(program);
    expect(steps.map(({ event }) => event.type)).toEqual(["gives-up", "ends"]);
    expect(steps[0]?.event).toMatchObject({ actor: "alice", why });
  });

  test.each([
    ["nothing", saying()],
    ["half a record", saying(Uint8Array.of(22, 3, 1, 0, 100, 1, 2, 3))],
    ["a change_cipher_spec alone", saying(Uint8Array.of(20, 3, 3, 0, 1, 1))],
  ])("%s is nothing to tell", async (_, program) => {
    const recording = await onStage(program);
    expect(recording.steps.map(({ event }) => event.type)).toEqual(["ends"]);
    expect(howItWent(recording)).toBe("said nothing that is TLS");
  });

  test("what is no handshake message gets the engine’s alert", async () => {
    const recording = await onStage(saying(Uint8Array.of(22, 3, 1, 0, 4, 99, 0, 0, 0)));
    expect(messages(recording)).toEqual(["alice unknown", "bob alert"]);
    expect(howItWent(recording)).toMatch(/^was refused by Bob: /);
  });

  test("a program that never ends is cut off in time", async () => {
    const { steps } = await onStage(saying(flood(200)));
    expect(steps.length).toBeLessThan(400);
  });
});

describe("Mallory in between", () => {
  test("poses, and a program that checks is gone before it has said what it wants", async () => {
    const recording = await onStage(engineClient(false), { mallory: "impersonate" });
    expect(messages(recording).filter((one) => one.startsWith("bob"))).toEqual([]);
    expect(howItWent(recording)).toBe("refused Mallory: unknown_ca");
  });

  test("relays, and has question and answer of one that does not", async () => {
    const recording = await onStage(engineClient(true), { mallory: "relay" });
    expect(howItWent(recording)).toBe("fooled: Mallory read question and answer");
    const last = recording.steps.at(-1)?.event;
    expect(last?.type === "ends" && last.outcome.leaked.map(({ actor }) => actor)).toEqual(["mallory", "mallory"]);
  });
});

/** So many unprotected alerts in one go. */
function flood(count: number): Bytes {
  return concat(...Array.from({ length: count }, () => Uint8Array.of(21, 3, 1, 0, 2, 1, 90)));
}
