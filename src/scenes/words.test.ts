import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generateKeyPair, type KeyPair } from "../crypto/keys.ts";
import { RsaPool } from "../crypto/pool.ts";
import { narrationLapses } from "../inspect/narration/lapses.fixture.ts";
import { artifact, worldAt } from "../sim/lookup.ts";
import { record } from "../sim/recorder.ts";
import type { Recording, Throw } from "../sim/recording.ts";
import { cards, loadScene } from "./catalog.ts";
import type { Scene, StepWords } from "./types.ts";
import { lapsesIn, switchesOf, wordLapses } from "./wordLapses.fixture.ts";

/** One pair for all runs: making a new one for each would be most of the time, and no word depends on it. */
class OnePair extends RsaPool {
  private readonly pair = generateKeyPair("RSA-OAEP 2048");
  override prime(): void {}
  override take(): Promise<KeyPair> {
    return this.pair;
  }
}

const pool = new OnePair();

/** Combinations that matter, besides every single value: `switch=value`, or `switch=value@step` for a later throw. */
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  routers: ["mallory=off mallory=tamper@request.reaches.bob", "mallory=off@mallory.changes.request"],
  asymmetric: ["mallory=tamper@bob.acts"],
  symmetric: ["mallory=eavesdrop theft=on", "mallory=tamper theft=on", "mallory=tamper@bob.acts"],
  agreement: [
    "mallory=tamper",
    "mallory=tamper@bob.acts",
    "mallory=tamper theft=off",
    "mallory=eavesdrop theft=off",
    "group=P-256@alice.makes.half",
  ],
  impostor: [
    "mallory=off@mallory.opens.request",
    "mallory=off@alice.seals.request",
    "mallory=off mallory=impersonate@bob.derives.channelKey",
  ],
  mitm: [
    "mallory=off mallory=relay@alice.derives.channelKey",
    "mallory=impersonate change=on",
    "change=on@bob.acts",
    "mallory=off@mallory.opens.request",
    "mallory=tamper@bob.opens.request",
    "mallory=impersonate@mallory.opens.request",
    "mallory=eavesdrop@bob.opens.request",
  ],
  certificate: [
    "mallory=impersonate skip-signature=on",
    "mallory=tamper skip-signature=on",
    "mallory=relay skip-signature=on",
    "mallory=eavesdrop skip-signature=on@authority.leaves",
    "mallory=impersonate@bob.opens.request",
    "mallory=tamper@alice.derives.channelKey",
  ],
  rejection: [
    "forgery=unknown-authority any-authority=on",
    "forgery=stolen skip-signature=on",
    "forgery=expired ignore-dates=on",
    "forgery=wrong-name skip-name=on",
    "forgery=missing-middle any-authority=on",
    "mallory=relay forgery=expired ignore-dates=on",
    "mallory=off skip-name=on",
    "forgery=expired@mallory.makes.certificate",
  ],
  lookalike: [
    "mallory=off@alice.derives.channelKey",
    "asks=bob.example skip-name=on",
    "mallory=off asks=bob.example",
    "mallory=off skip-name=on",
  ],
  "client-rejection": [
    "forgery=self-signed any-authority=on",
    "forgery=stolen skip-signature=on",
    "forgery=server-only ignore-usage=on",
    "forgery=self-signed ask-only=on",
    "ask-only=on@bob.writes.serverHalf",
  ],
  tls13: ["mallory=relay@alice.opens.encryptedExtensions", "mallory=tamper@bob.acts", "mallory=off@mallory.makes.copy"],
  "tls13-rejection": [
    "forgery=stolen mallory=relay",
    "forgery=expired ignore-dates=on",
    "forgery=wrong-name skip-name=on mallory=relay",
    "forgery=missing-middle any-authority=on",
    "forgery=self-signed any-authority=on mallory=off@mallory.makes.half",
  ],
  "tls13-mutual": ["mallory=tamper@bob.acts", "mallory=tamper@alice.derives.applicationKeys"],
  "tls13-client-rejection": [
    "forgery=self-signed any-authority=on",
    "forgery=server-only ignore-usage=on",
    "forgery=self-signed ask-only=on",
  ],
  "hello-retry": [
    "takes=both",
    "takes=both cookie=on",
    "takes=neither cookie=on",
    "halves=two cookie=on",
    "mallory=downgrade takes=both",
    "mallory=downgrade weakens=retry takes=both",
    "mallory=downgrade weakens=retry takes=neither",
    "mallory=downgrade weakens=retry halves=two",
    "mallory=downgrade weakens=retry cookie=on",
    "mallory=downgrade mallory=off@mallory.changes.clientHello",
    "mallory=downgrade weakens=retry mallory=off@mallory.writes.helloRetryRequest",
    "mallory=downgrade weakens=retry weakens=out@mallory.writes.helloRetryRequest",
    "mallory=downgrade@clientHello.reaches.bob",
    "takes=both mallory=downgrade weakens=retry@alice.makes.half",
  ],
  resumption: [
    "early=off no-account=on",
    "mallory=off no-account=on",
    "mallory=off early=off",
    "mallory=eavesdrop early=off",
    "mallory=off mallory=replay@alice.waits",
    "mallory=off no-account=on mallory=replay@alice.opens.closeNotify.2",
    "no-account=on@mallory.repeats.clientHello",
    "no-account=on mallory=off@mallory.repeats.clientHello",
    "no-account=on mallory=off@bob.opens.request.3",
    "mallory=eavesdrop@mallory.repeats.request",
    "early=off@alice.waits",
  ],
  "stolen-key": [
    "defence=list after=8",
    "defence=list word=older after=8",
    "defence=list word=none soft-fail=on",
    "defence=staple word=older",
    "defence=staple word=older after=8",
    "defence=staple word=older after=8 soft-fail=on",
    "defence=staple word=none",
    "defence=staple word=none soft-fail=on",
    "defence=days after=8",
    "mallory=relay defence=staple",
    "mallory=off defence=list",
    "mallory=off defence=staple",
    "mallory=off defence=days after=8",
    "defence=staple@mallory.steals.bob",
    "defence=list word=none@alice.fetches.status",
    "defence=staple word=older@mallory.fetches.status",
    "defence=staple word=older@bob.reports",
    "soft-fail=on@alice.checks.certificate",
    "mallory=off@mallory.makes.copy",
  ],
  "rogue-root": [
    "client-auth=on roots=one",
    "client-auth=on roots=public",
    "mallory=off client-auth=on",
    "mallory=impersonate client-auth=on",
    "roots=public@alice.checks.certificate",
    "roots=one@clientHello.reaches.mallory",
    "client-auth=on@mallory.opens.request",
    "mallory=off@mallory.opens.request",
  ],
  "what-still-shows": [
    "padding=256 page=long",
    "padding=256 page=short",
    "padding=1024@mallory.measures.reply.3",
    "site=bob.example@mallory.measures.reply",
    "page=long@alice.seals.request",
    "mallory=off mallory=eavesdrop@clientHello.reaches.bob",
    "mallory=off@mallory.reads.clientHello",
  ],
  issuance: [
    "mallory=eavesdrop looks=two",
    "request=bobs skip-proof=on",
    "request=bobs skip-control=on",
    "mallory=off skip-control=on skip-proof=on",
    "mallory=off@mallory.reads.look",
    "mallory=eavesdrop@authority.leaves",
    "mallory=off mallory=impersonate@authority.leaves",
    "looks=two@look.reaches.mallory",
    "request=bobs@authority.issues.bob",
    "request=bobs@authority.leaves",
  ],
  "forward-secrecy": ["keeps=on@bob.forgets.keys", "keeps=on@alice.forgets.keys", "keeps=on@mallory.steals.bob"],
  "post-quantum": [
    "group=X25519MLKEM768 quantum=off",
    "group=X25519MLKEM768@alice.makes.half",
    "quantum=off@mallory.assumes.half",
    "quantum=off@bob.acts",
  ],
  "mutual-mitm": ["careless=off mallory=off", "skip-signature=on change=off", "mallory=off skip-signature=on"],
};

describe.each(cards.map((card) => card.id))("the words of %s", (id) => {
  it("are there and in order for every step under every switch", async () => {
    const scene = await sceneOf(id);
    expect(lapsesIn("opening", scene.opening, [])).toEqual([]);
    for (const recording of await runsOf(scene)) expect(wordLapses(scene, recording)).toEqual([]);
  });

  it("can be listened to, from the opening to what is left out", async () => {
    const scene = await sceneOf(id);
    const [first] = await runsOf(scene);
    expect(first === undefined ? ["no run"] : narrationLapses(scene, first)).toEqual([]);
  });

  it("ask only what the run answers, at a step that it has", async () => {
    const scene = await sceneOf(id);
    expect(scene.predictions.length).toBeGreaterThan(0);
    expect(scene.predictions.length).toBeLessThanOrEqual(3);
    for (const recording of await runsOf(scene)) expect(predictionLapses(scene, recording)).toEqual([]);
  });

  it("ask every question in the run that one sees first", async () => {
    const scene = await sceneOf(id);
    const [first] = await runsOf(scene);
    const ids = first?.steps.map((step) => step.id) ?? [];
    for (const prediction of scene.predictions) {
      expect(ids).toContain(prediction.before);
      expect(prediction.options.length).toBeGreaterThanOrEqual(2);
      expect(prediction.options.length).toBeLessThanOrEqual(4);
      expect(first === undefined ? null : prediction.answer(first)).not.toBeNull();
    }
  });

  it("say what is left out, and which misconceptions are broken", async () => {
    const scene = await sceneOf(id);
    expect(scene.leavesOut.length).toBeGreaterThan(0);
    expect(scene.leavesOut.length).toBeLessThanOrEqual(4);
    for (const sentence of scene.leavesOut) expect(sentence).toMatch(/\.$/);
    for (const misconception of scene.breaks) expect(misconception).toMatch(/^M([1-9]|1[0-4])$/);
  });
});

describe("the scenes together", () => {
  it("break every one of the fourteen misconceptions", async () => {
    const broken = new Set((await Promise.all(cards.map((card) => sceneOf(card.id)))).flatMap((scene) => scene.breaks));
    expect([...broken].sort()).toEqual(Array.from({ length: 14 }, (_, i) => `M${i + 1}`).sort());
  });

  it.each([
    ["unknown-authority", "", "trust"],
    ["expired", "", "content"],
    ["wrong-name", "", "content"],
    ["stolen", "", "key"],
    ["stolen", "skip-signature=on", "accept"],
    ["expired", "ignore-dates=on", "accept"],
  ])("answer from the run: %s with %j is %s", async (forgery, more, option) => {
    const scene = await sceneOf("rejection");
    const recording = await runOf(scene, `forgery=${forgery} ${more}`.trim());
    expect(scene.predictions.find((p) => p.id === "reason")?.answer(recording)?.option).toBe(option);
  });
});

describe("the endings", () => {
  it.each(cards.map((card) => card.id))("of %s say so where somebody could not open what came", async (id) => {
    const scene = await sceneOf(id);
    const lapses = (await runsOf(scene)).flatMap((recording) => {
      const { title, story } = endOf(scene, recording);
      const events = recording.steps.map(({ event }) => event);
      const stuck = events.some((e) => e.type === "fails" && artifact(recording, "packet", e.packet).to === e.actor);
      const sealed = events.some((e) => e.type === "seals" && e.actor !== "mallory" && e.text !== null);
      const place = `${id} ${switchesOf(recording)}: ${title}. ${story}`;
      return [
        ...(stuck && !/could not open|spoiled|refused whole/i.test(title + story) ? [place] : []),
        ...(stuck && /all arrived|every letter came|anything odd|both letters/i.test(title + story) ? [place] : []),
        ...(sealed && /nothing was said|before a word/i.test(title + story) ? [place] : []),
      ];
    });
    expect(lapses).toEqual([]);
  });
});

describe("the addresses in MODEL.md", () => {
  const addresses = [...readFileSync("MODEL.md", "utf8").matchAll(/`#\/scene\/([\w-]+)\?([^`]+)`/g)];

  it("are many", () => expect(addresses.length).toBeGreaterThan(20));

  it.each(addresses.map(([address, id = "", query = ""]) => [address, id, query]))(
    "%s leads to a step",
    async (_, id, query) => {
      const scene = await sceneOf(id);
      const params = query.split("&").map((param) => param.split("="));
      const switches = params.filter(([name]) => name !== "step" && name !== "eyes");
      for (const [name, value] of switches) {
        expect(scene.switches.find((s) => s.id === name)?.options.map((o) => o.value)).toContain(value);
      }
      const recording = await runOf(scene, switches.map((param) => param.join("=")).join(" "));
      expect(recording.steps.map((step) => step.id)).toContain(params.find(([name]) => name === "step")?.[1]);
      const eyes = params.find(([name]) => name === "eyes")?.[1];
      if (eyes !== undefined) expect(recording.cast.map((actor) => actor.id)).toContain(eyes);
    },
  );
});

function endOf(scene: Scene, recording: Recording): StepWords {
  const index = recording.steps.length;
  const [step] = recording.steps.slice(-1);
  if (step === undefined) throw new Error("a run without steps");
  const before = worldAt(recording, index - 1);
  return scene.words({ recording, index, step, event: step.event, before, after: step.world });
}

function predictionLapses(scene: Scene, recording: Recording): readonly string[] {
  const ids = recording.steps.map((step) => step.id);
  return scene.predictions.flatMap((prediction) => {
    const asked = ids.indexOf(prediction.before);
    const answer = prediction.answer(recording);
    if (asked < 0 || answer === null) return [];
    const settled = ids.indexOf(prediction.settledAt(recording) ?? "");
    const place = `${scene.card.id} ${switchesOf(recording)} ${prediction.id}`;
    return [
      ...(prediction.options.some((option) => option.id === answer.option) ? [] : [`${place}: no ${answer.option}`]),
      ...(settled < asked ? [`${place}: settled before it is asked`] : []),
      ...(/\bundefined\b|\bnull\b|“”|``/.test(answer.because) || answer.because === ""
        ? [`${place}: ${answer.because}`]
        : []),
    ];
  });
}

async function sceneOf(id: string): Promise<Scene> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  return scene;
}

const runs = new Map<string, Promise<readonly Recording[]>>();

/** Runs of a scene: the default first, then every single value, then the pairs, then few and many routers. */
function runsOf(scene: Scene): Promise<readonly Recording[]> {
  const { id } = scene.card;
  const known = runs.get(id) ?? allRuns(scene);
  runs.set(id, known);
  return known;
}

async function allRuns(scene: Scene): Promise<readonly Recording[]> {
  const single = scene.switches.flatMap((s) =>
    s.options.filter((o) => o.value !== s.default).map((o) => `${s.id}=${o.value}`),
  );
  const settings = ["", ...single, ...(PAIRS[scene.card.id] ?? [])];
  const usual = await Promise.all(settings.map((setting) => runOf(scene, setting)));
  const few = await Promise.all([scene.hops.min, 2].map((hops) => runOf(scene, "", hops)));
  return [...usual, ...few];
}

async function runOf(scene: Scene, setting: string, hops = scene.hops.default): Promise<Recording> {
  const throws = setting.split(" ").filter(Boolean).map(parse);
  const within = Math.min(Math.max(hops, scene.hops.min), scene.hops.max);
  return (await record(scene.scenario, { scene: scene.card.id, hops: within, throws, pool })).recording;
}

function parse(setting: string): Throw {
  const [, id = "", value = "", , after] = /^([^=]+)=([^@]+)(@(.+))?$/.exec(setting) ?? [];
  return { switch: id, value, after: after ?? null };
}
