import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { artifact, artifacts, readingOf } from "../../sim/lookup.ts";
import { continueRun, record } from "../../sim/recorder.ts";
import type { ConnectionArtifact, PacketArtifact, Recording, VerdictArtifact } from "../../sim/recording.ts";
import { alertIn } from "../../sim/tls/inside.ts";
import { outcomeIn } from "../phrases/facts.ts";
import { wordLapses } from "../wordLapses.fixture.ts";
import {
  agreement,
  fateOfClient,
  fateOfServer,
  isInOrder,
  isQuiet,
  isRepeated,
  malloryTakesAlice,
  poses,
  touches,
} from "./expected.fixture.ts";
import { HANDFUL, labRun } from "./runs.fixture.ts";
import { labScene } from "./scene.ts";
import { DEFAULT_SETUP, type LabSetup, normal } from "./setup.ts";
import { setups } from "./setups.fixture.ts";
import { GROUP_NAMES, PROTOCOL_NAMES, SUITE_NAMES } from "./wishes.ts";

/** Combinations at random. The seed is fixed, so that a failure is one for everybody; another is worth trying by hand. */
const RUNS = { numRuns: 240, seed: 20260601 };

test("any combination of the lab keeps the promises of TLS", { timeout: 240_000 }, async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(setups, async (setup) => {
      const recording = await labRun(setup);
      keepsPromises(setup, recording);
      // Words are the same for many: some of the runs are enough.
      if (count++ % 6 === 0) expect(wordLapses(labScene(setup), recording)).toEqual([]);
    }),
    RUNS,
  );
});

// Among them what must win, so that the rules above can fail: stolen keys, a root too many, a ticket used twice.
test.each(HANDFUL)("and so does %j", async (part) => {
  keepsPromises(normal({ ...DEFAULT_SETUP, ...part }), await labRun(part));
});

describe("a switch of the lab", () => {
  test("changes not one byte of what was before it", { timeout: 120_000 }, async () => {
    const pool = new RsaPool(0);
    const where = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(setups, fc.nat(), fc.nat(), where, async (setup, which, what, at) => {
        const scene = labScene(setup);
        const start = { scene: "lab", hops: setup.hops, throws: [], pool };
        const run = await record(scene.scenario, start);
        const { steps, made } = run.recording;
        const keep = Math.floor(at * (steps.length - 1));
        const spec = scene.switches[which % scene.switches.length];
        const value = spec?.options[what % spec.options.length]?.value ?? "";
        const throws = [{ switch: spec?.id ?? "", value, after: steps[keep - 1]?.id ?? null }];
        const next = (await continueRun(scene.scenario, { ...start, throws }, run, keep)).recording;
        expect(JSON.stringify(next.steps.slice(0, keep))).toBe(JSON.stringify(steps.slice(0, keep)));
        expect(JSON.stringify(next.made)).toBe(JSON.stringify(made));
        everyRunEnds(next);
        nothingIsCutUnnoticed(next);
        expect(wordLapses(scene, next)).toEqual([]);
      }),
      { numRuns: 30, seed: RUNS.seed + 1 },
    );
  });
});

function keepsPromises(setup: LabSetup, recording: Recording): void {
  everyRunEnds(recording);
  nobodyReadsAlong(setup, recording);
  nobodyIsDeceived(setup, recording);
  refusalsAreRight(setup, recording);
  bothEndsAgree(setup, recording);
  nothingIsCutUnnoticed(recording);
  whatIsInOrderArrives(setup, recording);
  whatIsTouchedIsNoticed(recording);
}

function everyRunEnds(recording: Recording): void {
  expect(recording.steps.at(-1)?.id).toBe("end");
  expect(new Set(recording.steps.map(({ id }) => id)).size).toBe(recording.steps.length);
}

/** Whether Mallory has a line of her own to Alice, who took her for Bob: the only way that anything gets out. */
function mayDeceive(setup: LabSetup): boolean {
  const fate = fateOfServer(setup);
  return poses(setup) && (fate === null || fate === "open") && agreement(setup).alert === null;
}

/** Confidentiality: what is sealed is read by the two ends of its line, and by whom Alice took for Bob. */
function nobodyReadsAlong(setup: LabSetup, recording: Recording): void {
  const { leaked } = outcomeIn(recording);
  if (!mayDeceive(setup)) expect(leaked).toEqual([]);
  // And what must win wins: else this test could not fail.
  else if (fateOfServer(setup) === null && malloryTakesAlice(setup))
    expect(leaked.map(({ actor }) => actor)).toContain("mallory");
  const last = recording.steps.length;
  for (const packet of packetsOf(recording)) {
    if (packet.seal.as === "paper") continue;
    const readers = recording.cast.filter(
      ({ id, role }) => role === "router" && readingOf(recording, last, id, packet).state === "reads",
    );
    for (const { id } of readers) {
      expect(id).toBe("mallory");
      // Sealed under handshake keys, she may read it as soon as Alice has answered her.
      expect(poses(setup)).toBe(true);
    }
  }
}

/** Authentication: nobody believes what was not written for them by whom they take for its author. */
function nobodyIsDeceived(setup: LabSetup, recording: Recording): void {
  const { forged, repeated = [] } = outcomeIn(recording);
  if (!mayDeceive(setup)) expect(forged).toEqual([]);
  if (setup.mallory === "relay" && setup.change === "off") expect(forged).toEqual([]);
  if (isRepeated(setup)) expect(repeated).toEqual([{ actor: "bob", text: "Please pay Carol 10 coins" }]);
  else expect(repeated).toEqual([]);
  const deeds = recording.steps.filter(({ event }) => event.type === "acts" && event.actor === "bob");
  if (fateOfClient(setup) !== null) expect(deeds).toEqual([]);
  if (setup.mallory === "impersonate") expect(deeds).toEqual([]);
}

/** Each refusal is for the right reason, says so with the right alert, and the other end hears that one. */
function refusalsAreRight(setup: LabSetup, recording: Recording): void {
  const verdicts = verdictsOf(recording);
  const [alice, bob] = ["alice", "bob"].map((who) => verdicts.filter(({ by }) => by === who).at(-1));
  holds(fateOfServer(setup), alice);
  holds(fateOfClient(setup), bob);
  for (const verdict of verdicts) {
    if (verdict.accepted) continue;
    const alert = packetsOf(recording).find((p) => p.author === verdict.by && p.message.includes("Alert"));
    expect(alert === undefined ? null : alertIn(recording, alert)).toBe(verdict.alert);
    expect(failureOf(recording, verdict.by)?.alert).toBe(verdict.alert);
  }
}

/** `awaited`: the connection broke before the signature came. */
function holds(fate: ReturnType<typeof fateOfServer>, verdict: VerdictArtifact | undefined): void {
  if (verdict === undefined || fate === "open") return;
  if (verdict.signature === "awaited") expect([null, "decrypt_error"]).toContain(fate);
  else expect(verdict.alert).toBe(fate);
  if (fate !== null) expect(verdict.accepted && verdict.signature !== "awaited").toBe(false);
}

/** Negotiation: the two ends of a line agree, on what the server prefers of what both can; else the right alert. */
function bothEndsAgree(setup: LabSetup, recording: Recording): void {
  const { suite, group, alpn, alert } = agreement(setup);
  const agreed = connectionsOf(recording).flatMap(({ actor, negotiated }) =>
    negotiated === null ? [] : [{ actor, ...negotiated }],
  );
  for (const one of agreed) {
    expect(one.suite).toBe(suite === null ? null : SUITE_NAMES[suite]);
    expect(one.group).toBe(group === null ? null : GROUP_NAMES[group]);
    expect(one.alpn).toBe(alpn === null ? null : PROTOCOL_NAMES[alpn]);
  }
  if (alert === null || touches(setup, 1)) return;
  expect(agreed).toEqual([]);
  const answers = poses(setup) ? "mallory" : "bob";
  expect(failureOf(recording, answers)?.alert).toBe(alert);
  if (!touches(setup, 2)) {
    const heard = packetsOf(recording).find(({ message }) => message === "Alert");
    expect(heard === undefined ? null : alertIn(recording, heard)).toBe(alert);
    expect(failureOf(recording, "alice")?.code).toBe("peer-alert");
  }
}

/** Integrity of the end (RFC 8446 §6.1): whoever was not told goodbye knows that something may be missing. */
function nothingIsCutUnnoticed(recording: Recording): void {
  for (const one of connectionsOf(recording)) {
    if (one.actor === "mallory") continue;
    const isSame = (connection: number | undefined) => (connection ?? 1) === (one.connection ?? 1);
    const heardGoodbye = recording.steps.some(({ event }) => {
      if (event.type !== "opens" || event.actor !== one.actor) return false;
      const packet = artifact(recording, "packet", event.packet);
      return isSame(packet.connection) && alertIn(recording, packet) === "close_notify";
    });
    const failed = connectionsOf(recording).some(
      ({ actor, connection, failure }) => actor === one.actor && isSame(connection) && failure !== null,
    );
    expect([one.id, heardGoodbye || failed]).toEqual([one.id, true]);
  }
}

/** Where nothing is wrong and nobody meddles, question and answer arrive, and nobody has anything to complain of. */
function whatIsInOrderArrives(setup: LabSetup, recording: Recording): void {
  if (!isQuiet(setup) || !isInOrder(setup)) return;
  expect(outcomeIn(recording)).toMatchObject({ leaked: [], forged: [], refused: [] });
  expect(outcomeIn(recording).delivered).toHaveLength(setup.sessions === "off" ? 2 : 4);
  expect([failureOf(recording, "alice"), failureOf(recording, "bob")]).toEqual([null, null]);
}

/** What is changed, dropped or cut short on the way is never taken for what was sent: an end fails. */
function whatIsTouchedIsNoticed(recording: Recording): void {
  const touched = recording.steps.some(
    ({ event }) => event.type === "changes" || (event.type === "swallows" && event.actor === "mallory"),
  );
  const posed = connectionsOf(recording).some(({ actor }) => actor === "mallory");
  if (!touched || posed) return;
  const [alice, bob] = [failureOf(recording, "alice"), failureOf(recording, "bob")];
  expect([alice, bob].some((failure) => failure !== null)).toBe(true);
}

function packetsOf(recording: Recording): readonly PacketArtifact[] {
  return [...artifacts(recording).values()].filter((one): one is PacketArtifact => one.kind === "packet");
}

function connectionsOf(recording: Recording): readonly ConnectionArtifact[] {
  return [...artifacts(recording).values()].filter((one): one is ConnectionArtifact => one.kind === "connection");
}

function verdictsOf(recording: Recording): readonly VerdictArtifact[] {
  return [...artifacts(recording).values()].filter((one): one is VerdictArtifact => one.kind === "verdict");
}

/** How an end failed; null where it did not. */
function failureOf(recording: Recording, actor: string): ConnectionArtifact["failure"] {
  return connectionsOf(recording).find((one) => one.actor === actor && one.failure !== null)?.failure ?? null;
}
