import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { captureOf } from "../sim/capture/capture.ts";
import { keyLogOf } from "../sim/capture/keyLog.ts";
import { artifacts } from "../sim/lookup.ts";
import { continueRun, type Run, record } from "../sim/recorder.ts";
import type { Recording, Throw } from "../sim/recording.ts";
import { SixteenPairs } from "../testing/sixteenPairs.ts";
import { cards, loadScene } from "./catalog.ts";
import { labScene } from "./lab/scene.ts";
import { setups } from "./lab/setups.fixture.ts";
import type { Scene } from "./types.ts";

/** Seeded runs of every scene and of the lab: this many of each. */
const RUNS = Number(process.env.SCHEDULES ?? 1);
const pool = new SixteenPairs();

const seeds = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const choice = fc.record({ which: fc.nat(20), value: fc.nat(20) });
const later = fc.record({ which: fc.nat(20), value: fc.nat(20), at: fc.double({ min: 0, max: 1, noNaN: true }) });

describe("the same seed gives the same run, whichever way one comes to it, and another seed another", () => {
  test.each(cards.map(({ id }) => id))("%s", { timeout: 120_000 }, async (id) => {
    const scene = await sceneOf(id);
    const hops = fc.integer({ min: scene.hops.min, max: Math.min(scene.hops.max, 5) });
    await fc.assert(
      fc.asyncProperty(seeds, hops, choice, later, (seed, h, first, then) => repeats(scene, seed, h, first, then)),
      { numRuns: RUNS },
    );
  });

  test("the lab, set up at random", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(seeds, setups, choice, later, (seed, setup, first, then) =>
        repeats(labScene(setup), seed, setup.hops, first, then),
      ),
      { numRuns: 3 * RUNS },
    );
  });
});

test("without a seed, keys are new each time, and nothing is said of a seed", async () => {
  const scene = await sceneOf("tls13");
  const plain = { scene: "tls13", hops: 1, throws: [], pool };
  const [one, two] = [await record(scene.scenario, plain), await record(scene.scenario, plain)];
  expect(one.recording).not.toHaveProperty("seed");
  const keys = keysOf(two.recording);
  expect(keysOf(one.recording).filter((key) => keys.includes(key))).toEqual([]);
});

test("the same people have the same keys in several scenes", async () => {
  const seen = await Promise.all(
    ["rejection", "mutual", "tls13"].map(async (id) => {
      const { recording } = await recordSeeded(await sceneOf(id), "class 7b", 1, []);
      return recording.start.actors.bob?.keys[0]?.key;
    }),
  );
  expect(seen[0]).toMatch(/^key:/);
  expect(new Set(seen).size).toBe(1);
});

test("what is taken home of a seeded run says that it is one, and of others nothing", async () => {
  const scene = await sceneOf("tls13");
  const { recording } = await recordSeeded(scene, "class 7b", 1, []);
  const { seed, ...unseeded } = recording;
  expect(seed).toBe("class 7b");
  const said = /seeded run: .* "class 7b" /;
  expect(keyLogOf(recording)).toMatch(new RegExp(`^# A ${said.source}`));
  expect(keyLogOf(unseeded)).not.toMatch(/seeded/);
  expect(new TextDecoder().decode(captureOf(recording))).toMatch(said);
  expect(new TextDecoder().decode(captureOf(unseeded))).not.toMatch(/seeded/);
});

type Choice = Readonly<{ which: number; value: number }>;

async function repeats(scene: Scene, seed: string, hops: number, first: Choice, then: Choice & { at: number }) {
  // Of every scene only where there is time; of the lab always.
  const isAtLength = RUNS > 1 || scene.card.id === "lab";
  const start = thrown(scene, first, null);
  const begun = isAtLength
    ? await continueRun(scene.scenario, setup(scene, seed, hops, start), await recordSeeded(scene, seed, hops, []), 0)
    : await recordSeeded(scene, seed, hops, start);
  const { steps } = begun.recording;
  const keep = Math.floor(then.at * (steps.length - 1));
  const throws = [...start, ...thrown(scene, then, steps[keep - 1]?.id ?? null)];
  const all = [...new Map(throws.map((one) => [`${one.switch} ${one.after}`, one])).values()];
  const changed = await continueRun(scene.scenario, setup(scene, seed, hops, all), begun, keep);
  const anew = await recordSeeded(scene, seed, hops, all);
  // Not by `toBe`: what differs would be a megabyte of a message.
  expect(JSON.stringify(anew.recording) === JSON.stringify(changed.recording)).toBe(true);
  expect(anew.recording.seed).toBe(seed);
  const keys = keysOf(anew.recording);
  expect(new Set(keys).size).toBe(keys.length);
  if (anew.tape.length === 0 || !isAtLength) return;
  const other = await recordSeeded(scene, `${seed}.`, hops, all);
  const others = keysOf(other.recording);
  expect(keys.filter((key) => others.includes(key))).toEqual([]);
}

function recordSeeded(scene: Scene, seed: string, hops: number, throws: readonly Throw[]): Promise<Run> {
  return record(scene.scenario, setup(scene, seed, hops, throws));
}

function setup(scene: Scene, seed: string, hops: number, throws: readonly Throw[]) {
  return { scene: scene.card.id, hops, throws, pool, seed };
}

function thrown(scene: Scene, { which, value }: Choice, after: string | null): readonly Throw[] {
  const spec = scene.switches[which % Math.max(scene.switches.length, 1)];
  const option = spec?.options[value % spec.options.length];
  return spec === undefined || option === undefined ? [] : [{ switch: spec.id, value: option.value, after }];
}

function keysOf(recording: Recording): readonly string[] {
  return [...artifacts(recording).values()].flatMap((one) => (one.kind === "key" ? [one.fingerprint] : []));
}

async function sceneOf(id: string): Promise<Scene> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`there is no scene ${id}`);
  return scene;
}
