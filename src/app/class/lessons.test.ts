import { beforeAll, describe, expect, test } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { createRuns, type Runs, recorderOf } from "../../player/runs.ts";
import { cards, loadScene } from "../../scenes/catalog.ts";
import { labRun } from "../../scenes/lab/runs.fixture.ts";
import { DEFAULT_SETUP } from "../../scenes/lab/setup.ts";
import { SUSPECTS } from "../../scenes/lab/suspects.ts";
import { bearsOut, quotedIn, saidIn, unclaimed } from "../../scenes/lessons/bears.fixture.ts";
import { loadLesson } from "../../scenes/lessons/catalog.ts";
import { MISCONCEPTION_IDS } from "../../scenes/lessons/misconceptions.ts";
import type { Lesson, Place } from "../../scenes/lessons/types.ts";
import { planOf } from "../../scenes/takehome/plan.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";

const ACTS = [1, 2, 3, 4, 5] as const;
/** What fits into a lesson, in minutes. */
const LONGEST = 45;
const pool = new RsaPool(0);
const known = new Map<string, Promise<Readonly<{ scene: Scene; runs: Runs }>>>();
let lessons: readonly Lesson[] = [];

beforeAll(async () => {
  lessons = await Promise.all(ACTS.map(loadLesson));
});

async function opened(id: string) {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  return { scene, runs: createRuns(scene, recorderOf(scene, pool)) };
}

/** A scene’s runs go on from each other, so that its keys are made once. */
async function runOf({ scene: id, throws }: Place): Promise<Recording> {
  const opening = known.get(id) ?? opened(id);
  known.set(id, opening);
  const { scene, runs } = await opening;
  const { recording, dropped } = await runs.settle({ hops: scene.hops.default, throws });
  expect(dropped, `${id}: ${JSON.stringify(throws)}`).toEqual([]);
  for (const { switch: name, value } of throws) {
    const options = scene.switches.find((one) => one.id === name)?.options.map((one) => one.value);
    expect(options, `${id}: ${name}`).toContain(value);
  }
  return recording;
}

const said = () => lessons.flatMap((lesson) => saidIn(lesson));

describe("the lesson plans", () => {
  test("cover every scene of their act in order, in lessons that fit into 45 minutes", () => {
    for (const { act, sittings } of lessons) {
      const taught = sittings.flatMap(({ scenes }) => scenes.map(({ scene }) => scene));
      expect(taught).toEqual(cards.filter((card) => card.act === act).map(({ id }) => id));
      for (const { scenes } of sittings) {
        expect(scenes.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(LONGEST);
      }
    }
  });

  test("dispel every misconception somewhere, and no act promises what its scenes do not break", async () => {
    const dispelled = lessons.flatMap(({ misconceptions }) => misconceptions);
    expect(new Set(dispelled.map(({ id }) => id))).toEqual(new Set(MISCONCEPTION_IDS));
    for (const { id, place } of dispelled) {
      expect((await loadScene(place.scene))?.breaks, `${id} in ${place.scene}`).toContain(id);
    }
  });

  test("name steps and switches that these very runs have, and say nothing that the runs do not bear out", async () => {
    for (const { words, place, claims } of said()) {
      const recording = await runOf(place);
      const where = `${place.scene} ${JSON.stringify(place.throws)}: ${words}`;
      expect(recording.steps[place.at - 1]?.id, where).toBe(place.step);
      if (place.eyes !== null) expect(recording.cast.map(({ id }) => id)).toContain(place.eyes);
      for (const claim of claims) expect(bearsOut(recording, claim), `${JSON.stringify(claim)} ${where}`).toBe(true);
      const texts = new Set(recording.steps.flatMap(({ event }) => ("text" in event ? [event.text] : [])));
      for (const text of quotedIn(words).filter((one) => /[:]|coins/.test(one))) expect(texts, where).toContain(text);
    }
  });

  test("claim what they say in so many words, so that the test above can fail", () => {
    expect(said().flatMap(unclaimed)).toEqual([]);
    const [one] = said().filter(({ words }) => /Bob refuses/.test(words));
    expect(one === undefined ? [] : unclaimed({ ...one, claims: [] })).not.toEqual([]);
  });

  test("follow up with set-ups in which that is wrong which is to be found", async () => {
    for (const { to } of lessons.flatMap(({ followUp }) => followUp)) {
      if (to?.kind === "takeHome") expect(planOf({ id: to.scene, title: "" })).not.toBeNull();
      if (to?.kind === "puzzle") {
        const setup = { ...DEFAULT_SETUP, ...to.setup };
        expect(SUSPECTS.filter(({ isSo }) => isSo(setup)).map(({ id }) => id)).toEqual([to.suspect]);
        expect(bearsOut(await labRun(to.setup), { kind: "arrives" })).toBe(false);
      }
      if (to?.kind !== "lab") continue;
      const recording = await labRun(to.setup);
      for (const claim of to.claims) expect(bearsOut(recording, claim)).toBe(true);
    }
  });
});
