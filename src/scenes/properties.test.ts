import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex } from "../bytes/hex.ts";
import { judgePath } from "../pki/path/judge.ts";
import { artifact, artifacts, readingOf } from "../sim/lookup.ts";
import { continueRun, type Run, type RunSetup, record } from "../sim/recorder.ts";
import type { CertificateArtifact, Knowledge, Recording, Step, Throw, VerdictArtifact } from "../sim/recording.ts";
import { messageIn } from "../sim/tls/inside.ts";
import { SixteenPairs } from "../testing/sixteenPairs.ts";
import { cards, loadScene } from "./catalog.ts";
import type { Scene } from "./types.ts";

/** Random schedules of switches on every scene: this many schedules each, every one with up to four runs. */
const SCHEDULES = Number(process.env.SCHEDULES ?? 24);
const pool = new SixteenPairs();

type Choice = Readonly<{ which: number; value: number; at: number }>;
const choices = fc.array(
  fc.record({ which: fc.nat(20), value: fc.nat(20), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const starts = fc.array(fc.record({ which: fc.nat(20), value: fc.nat(20) }), { maxLength: 3 });

describe.each(cards.map((card) => card.id))("%s", (id) => {
  test("keeps its promises under random schedules of switches", { timeout: 240_000 }, async () => {
    const scene = await sceneOf(id);
    const hops = fc.integer({ min: scene.hops.min, max: Math.min(scene.hops.max, 5) });
    await fc.assert(
      fc.asyncProperty(hops, starts, choices, async (h, from, later) => {
        const first = from.flatMap((c) => thrown(scene, c.which, c.value, null));
        let run = await record(scene.scenario, setup(scene, h, dedupe(first)));
        await promises(run.recording);
        for (const choice of later) run = await throwInto(scene, run, choice);
      }),
      { numRuns: SCHEDULES },
    );
  });
});

async function throwInto(scene: Scene, run: Run, { which, value, at }: Choice): Promise<Run> {
  const { steps, hops, throws } = run.recording;
  const keep = Math.floor(at * (steps.length - 1));
  const after = steps[keep - 1]?.id ?? null;
  const reached = new Set([null, ...steps.slice(0, keep).map((s) => s.id)]);
  const kept = throws.filter((t) => reached.has(t.after));
  const all = dedupe([...kept, ...thrown(scene, which, value, after)]);
  const next = await continueRun(scene.scenario, setup(scene, hops, all), run, keep);
  // Steps before the throw are the same to the byte; where it is thrown at the start, so is all that was made before.
  expect(JSON.stringify(next.recording.steps.slice(0, keep))).toBe(JSON.stringify(steps.slice(0, keep)));
  expect(JSON.stringify(next.recording.made)).toBe(JSON.stringify(run.recording.made));
  await promises(next.recording);
  return next;
}

async function promises(recording: Recording): Promise<void> {
  expect(new Set(recording.steps.map((s) => s.id)).size).toBe(recording.steps.length);
  expect(recording.steps.at(-1)?.id).toBe("end");
  noKeyTwice(recording);
  const held: EverHeld = new Map();
  for (const step of recording.steps) {
    for (const [id, { keys }] of Object.entries(step.world.actors)) {
      held.set(id, new Set([...(held.get(id) ?? []), ...keys.map(({ key, part }) => `${key} ${part}`)]));
    }
    nobodyKnowsMoreThanKeysAllow(recording, step, held);
    keysComeFromSomewhere(recording, step, held);
  }
  for (const [i, step] of recording.steps.entries()) saysWhatIsSo(recording, step, i + 1);
  everyThrowHappened(recording);
  nobodyTrustsUnjudged(recording);
  for (const step of recording.steps) expect(await strangersServed(recording, step)).toEqual([]);
}

/** Every key that was made is another than all others. */
function noKeyTwice(recording: Recording): void {
  const prints = [...artifacts(recording).values()].flatMap((a) => (a.kind === "key" ? [a.fingerprint] : []));
  expect(new Set(prints).size).toBe(prints.length);
}

/** Who is said to fail cannot read; who is said to have nothing to try has nothing; what is said to change does. */
function saysWhatIsSo(recording: Recording, { event }: Step, count: number): void {
  if (event.type === "fails") {
    const { state } = readingOf(recording, count, event.actor, artifact(recording, "packet", event.packet));
    expect(state).toBe(event.attempts.length === 0 ? "cannotTry" : "sealed");
  }
  if (event.type === "changes") {
    const [now, before] = [event.packet, event.from].map((id) => artifact(recording, "packet", id).bytes);
    expect(now).not.toBe(before);
  }
}

/** Each switch thrown at a step of this run is a step of its own, and holds in the end unless thrown again. */
function everyThrowHappened(recording: Recording): void {
  const ids = new Set(recording.steps.map((s) => s.id));
  const due = recording.throws.filter((t) => t.after !== null && ids.has(t.after));
  const turns = recording.steps.filter((s) => s.event.type === "turns");
  expect(turns).toHaveLength(due.length);
  const last = new Map(
    turns.flatMap(({ event }) => (event.type === "turns" ? [[event.switch, event.value] as const] : [])),
  );
  for (const [id, value] of last) expect(recording.steps.at(-1)?.world.switches[id]).toBe(value);
}

/** Who must have judged the other end before they say or believe anything. */
const JUDGES: Readonly<Record<string, readonly string[]>> = {
  certificate: ["alice"],
  rejection: ["alice"],
  lookalike: ["alice"],
  "unknown-client": ["alice", "notAlice"],
  mutual: ["alice", "bob"],
  "client-rejection": ["notAlice", "bob"],
  "mutual-mitm": ["alice", "bob"],
  tls13: ["alice"],
  "tls13-rejection": ["alice"],
  "tls13-mutual": ["alice", "bob"],
  "tls13-client-rejection": ["notAlice", "bob"],
  "late-rejection": ["alice", "bob"],
  "hello-retry": ["alice"],
  resumption: ["alice"],
  "forward-secrecy": ["alice"],
  "post-quantum": ["alice"],
  "stolen-key": ["alice"],
  "rogue-root": ["alice"],
  "what-still-shows": ["alice"],
  issuance: ["alice"],
};

function nobodyTrustsUnjudged(recording: Recording): void {
  for (const judge of JUDGES[recording.scene] ?? []) {
    const trusting = recording.steps.findIndex(
      ({ event }) => event.actor === judge && (event.type === "opens" || event.type === "seals") && event.text !== null,
    );
    if (trusting === -1) continue;
    const before = recording.steps.slice(0, trusting);
    const asked = before.some(({ event }) => event.type === "checks" && event.actor === judge);
    // Bob who only asks takes an empty answer for one: he reads it, and that is a step.
    const excused =
      judge === "bob" &&
      before.some(({ event }) => event.actor === "bob" && (event.type === "reads" || showsNothing(recording, event)));
    expect(asked || excused).toBe(true);
  }
}

/** Over TLS, an empty answer is a Certificate message with an empty list. */
function showsNothing(recording: Recording, event: Step["event"]): boolean {
  if (event.type !== "opens") return false;
  const message = messageIn(recording, artifact(recording, "packet", event.packet));
  return message?.type === "certificate" && message.entries.length === 0;
}

/** What each actor holds or held, as key and part: keys can be thrown away, and what was read with them stays known. */
type EverHeld = Map<string, ReadonlySet<string>>;

/** No actor's knowledge holds a plaintext for which it never held the key. */
function nobodyKnowsMoreThanKeysAllow(recording: Recording, step: Step, held: EverHeld): void {
  const unfounded = Object.entries(step.world.actors).flatMap(([id, { knows, copies }]) =>
    knows.filter((known) => !isFounded(recording, known, { id, copies, held: held.get(id) })),
  );
  expect(unfounded).toEqual([]);
}

type Knower = Readonly<{ id: string; copies: readonly string[]; held: ReadonlySet<string> | undefined }>;

/** Whether somebody may know this: they wrote the packet, or have it and held what opens it. */
function isFounded(recording: Recording, known: Knowledge, { id, copies, held }: Knower): boolean {
  const packet = artifact(recording, "packet", known.packet);
  if (known.how === "wrote") return packet.author === id;
  if (!copies.includes(packet.id)) return false;
  // What was concluded from outside is nobody's words.
  if (known.how === "inferred") return !saidIn(recording).includes(known.text);
  const { seal } = packet;
  if (seal.as === "paper" || openedBeforeTheStart(recording, known.packet, seal.key)) return true;
  return ["private", "secret"].some((part) => held?.has(`${seal.key} ${part}`));
}

/**
 * What was thrown away is gone; a schedule is worked out again by nobody but a holder of a private half; and what is
 * assumed is one private half, whose public part the one who gets it has seen.
 */
function keysComeFromSomewhere(recording: Recording, { event, world }: Step, held: EverHeld): void {
  const own = world.actors[event.actor]?.keys ?? [];
  if (event.type === "forgets") expect(own.filter(({ key }) => event.keys.includes(key))).toEqual([]);
  if (event.type === "recomputes") {
    expect(held.get(event.actor)).toContain(`${event.from} private`);
    expect(artifact(recording, "key", event.from).use).toBe("agreement");
  }
  if (event.type === "assumes") {
    expect(held.get(event.actor)).toContain(`${event.key} public`);
    expect(own.filter(({ how }) => how === "assumed").map(({ key }) => key)).toEqual([event.key]);
  }
  for (const { keys } of Object.values(world.actors)) {
    for (const { key } of keys.filter(({ how }) => how === "recomputed")) {
      expect(recording.steps.some(({ event: e }) => e.type === "recomputes" && e.keys.includes(key))).toBe(true);
    }
  }
}

/** Every text that somebody sealed or wrote in a run. */
function saidIn({ steps }: Recording): readonly (string | null)[] {
  return steps.flatMap(({ event }) => (event.type === "seals" || event.type === "writes" ? [event.text] : []));
}

/** What was opened before the run began, with a key that has been thrown away since: the attempt is on record. */
function openedBeforeTheStart(recording: Recording, packet: string, key: string): boolean {
  const opened = recording.made.some(
    (a) => a.kind === "attempt" && a.packet === packet && a.error === null && a.key === key,
  );
  return opened;
}

/**
 * Whoever checks certificates, with no check turned off, never gives application data to anyone who does not hold the
 * private key of a certificate that chains to their trust store for that name: the ones who got it all the same.
 */
async function strangersServed(recording: Recording, step: Step): Promise<readonly string[]> {
  const { event } = step;
  if (event.type !== "seals" || event.text === null) return [];
  const judged = strictVerdictBefore(recording, step, event.actor);
  if (judged === null) return [];
  // Keys can be thrown away later. Who works one out again from copies was not given anything by whom this is about.
  const holders = Object.keys(step.world.actors).filter((id) =>
    recording.steps.some(({ world }) =>
      world.actors[id]?.keys.some((k) => k.key === event.key && k.part === "secret" && k.how !== "recomputed"),
    ),
  );
  const strangers: string[] = [];
  for (const id of holders.filter((one) => one !== event.actor))
    if (!(await isEntitled(recording, judged, id))) strangers.push(`${step.id}: ${id}`);
  return strangers;
}

/** A verdict, and whom its judge trusted then: a switch may have changed that since. */
type Judged = Readonly<{ verdict: VerdictArtifact; trust: ReadonlySet<string> }>;

/** The judgement on which somebody relies, where all checks were on. */
function strictVerdictBefore(recording: Recording, step: Step, by: string): Judged | null {
  const before = recording.steps.slice(0, recording.steps.indexOf(step));
  const last = before.findLast(({ event }) => event.type === "checks" && event.actor === by);
  if (last?.event.type !== "checks") return null;
  const verdict = artifact(recording, "verdict", last.event.verdict);
  if (verdict.checks.some((c) => c.skippedBy !== null)) return null;
  return { verdict, trust: new Set(last.world.actors[by]?.trust) };
}

async function isEntitled(recording: Recording, { verdict, trust }: Judged, holder: string): Promise<boolean> {
  const end = recording.steps.at(-1)?.world ?? recording.start;
  const own = new Set((end.actors[holder]?.keys ?? []).filter((k) => k.part === "private").map((k) => k.key));
  for (const certificate of certificatesOf(recording).filter((c) => own.has(c.key)))
    if (await isAccepted(recording, certificate, verdict, trust)) return true;
  return false;
}

/** What was judged, by recording: the same certificate, for the same question and with the same trust, is judged once. */
const judgements = new WeakMap<Recording, Map<string, Promise<boolean>>>();

/** Whether a path leads from the certificate to the trust store, as the verdict was asked for. */
function isAccepted(
  recording: Recording,
  certificate: CertificateArtifact,
  { purpose, about, at }: VerdictArtifact,
  trust: ReadonlySet<string>,
): Promise<boolean> {
  const known = judgements.get(recording) ?? new Map<string, Promise<boolean>>();
  judgements.set(recording, known);
  const question = JSON.stringify([certificate.id, purpose, about, at, ...trust]);
  const all = certificatesOf(recording);
  const judged =
    known.get(question) ??
    judgePath({
      purpose,
      name: about,
      at: new Date(at),
      presented: [certificate, ...all.filter((c) => c.isCA && c.subject !== c.issuer)].map(({ der }) => fromHex(der)),
      anchors: all.filter(({ id }) => trust.has(id)).map(({ der }) => fromHex(der)),
      skip: new Map(),
    }).then(({ accepted }) => accepted);
  known.set(question, judged);
  return judged;
}

function certificatesOf(recording: Recording): readonly CertificateArtifact[] {
  return [...artifacts(recording).values()].filter((a) => a.kind === "certificate");
}

/** The matching attack wins while its check is off: so the properties above can fail. */
describe("with a check turned off, the attack wins", () => {
  const wins: readonly (readonly [scene: string, switches: Readonly<Record<string, string>>])[] = [
    ["rejection", { forgery: "self-signed", "any-authority": "on" }],
    ["rejection", { forgery: "unknown-authority", "any-authority": "on" }],
    ["rejection", { forgery: "missing-middle", "any-authority": "on" }],
    ["rejection", { forgery: "stolen", "skip-signature": "on" }],
    ["rejection", { forgery: "expired", "ignore-dates": "on" }],
    ["rejection", { forgery: "wrong-name", "skip-name": "on" }],
    ["certificate", { mallory: "impersonate", "skip-signature": "on" }],
    ["certificate", { mallory: "relay", "skip-signature": "on" }],
    ["lookalike", { asks: "bob.example", "skip-name": "on" }],
    ["client-rejection", { forgery: "none", "ask-only": "on" }],
    ["client-rejection", { forgery: "self-signed", "any-authority": "on" }],
    ["client-rejection", { forgery: "server-only", "ignore-usage": "on" }],
    ["client-rejection", { forgery: "stolen", "skip-signature": "on" }],
    ["mutual-mitm", { "skip-signature": "on" }],
    ["tls13-rejection", { forgery: "self-signed", "any-authority": "on" }],
    ["tls13-rejection", { forgery: "unknown-authority", "any-authority": "on" }],
    ["tls13-rejection", { forgery: "missing-middle", "any-authority": "on" }],
    ["tls13-rejection", { forgery: "expired", "ignore-dates": "on" }],
    ["tls13-rejection", { forgery: "wrong-name", "skip-name": "on" }],
    ["stolen-key", { defence: "list", word: "none", "soft-fail": "on" }],
    ["stolen-key", { defence: "staple", word: "none", "soft-fail": "on" }],
    ["stolen-key", { defence: "staple", word: "older", after: "8", "soft-fail": "on" }],
    ["issuance", { looks: "two", "skip-control": "on" }],
    ["tls13-client-rejection", { forgery: "none", "ask-only": "on" }],
    ["tls13-client-rejection", { forgery: "self-signed", "any-authority": "on" }],
    ["tls13-client-rejection", { forgery: "server-only", "ignore-usage": "on" }],
  ];

  test.each(wins)("%s %o", async (id, switches) => {
    const scene = await sceneOf(id);
    const whatIf = Object.keys(switches).find((s) =>
      scene.switches.some((spec) => spec.id === s && spec.kind === "whatIf"),
    );
    const attacked = await outcomeWith(scene, switches);
    expect([...attacked.leaked, ...attacked.forged]).not.toEqual([]);
    const { [whatIf ?? ""]: _, ...guarded } = switches;
    const refused = await outcomeWith(scene, guarded);
    expect(refused.refused).toHaveLength(1);
    expect(refused.forged).toEqual([]);
    if (id !== "mutual-mitm") expect(refused.leaked).toEqual([]);
  });
});

async function outcomeWith(scene: Scene, switches: Readonly<Record<string, string>>) {
  const throws = Object.entries(switches).map(([id, value]): Throw => ({ switch: id, value, after: null }));
  const { recording } = await record(scene.scenario, setup(scene, scene.hops.default, throws));
  const event = recording.steps.at(-1)?.event;
  if (event?.type !== "ends") throw new Error("a run must end");
  return event.outcome;
}

function setup(scene: Scene, hops: number, throws: readonly Throw[]): RunSetup {
  return { scene: scene.card.id, hops, throws, pool };
}

function thrown(scene: Scene, which: number, value: number, after: string | null): readonly Throw[] {
  const spec = scene.switches[which % Math.max(scene.switches.length, 1)];
  const option = spec?.options[value % spec.options.length];
  return spec === undefined || option === undefined ? [] : [{ switch: spec.id, value: option.value, after }];
}

/** One throw per switch and place. */
function dedupe(throws: readonly Throw[]): readonly Throw[] {
  return [...new Map(throws.map((t) => [`${t.switch} ${t.after}`, t])).values()];
}

async function sceneOf(id: string): Promise<Scene> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  return scene;
}
