import { beforeAll, describe, expect, test } from "vitest";
import { cards, loadScene } from "../../scenes/catalog.ts";
import { DEFAULT_SETUP } from "../../scenes/lab/setup.ts";
import { SUSPECTS } from "../../scenes/lab/suspects.ts";
import { bearsOut, quotedIn, saidIn, unclaimed } from "../../scenes/lessons/bears.fixture.ts";
import { loadLesson } from "../../scenes/lessons/catalog.ts";
import { MISCONCEPTION_IDS } from "../../scenes/lessons/misconceptions.ts";
import type { Lesson, Sitting } from "../../scenes/lessons/types.ts";
import { loadQuestions } from "../../scenes/selfcheck/catalog.ts";
import type { CheckQuestion, Setting } from "../../scenes/selfcheck/types.ts";
import { planOf } from "../../scenes/takehome/plan.ts";
import { SixteenPairs } from "../../testing/sixteenPairs.ts";
import { runOf as run } from "./runs.fixture.ts";

const pool = new SixteenPairs();
const runOf = (setting: Setting) => run(setting, pool);

const ACTS = [1, 2, 3, 4, 5] as const;
/** What fits into a lesson, in minutes. */
const LONGEST = 45;
let lessons: readonly Lesson[] = [];

beforeAll(async () => {
  lessons = await Promise.all(ACTS.map(loadLesson));
});

const movesIn = ({ scenes }: Sitting) => scenes.flatMap(({ moves }) => moves);
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
      const recording = await runOf({ kind: "scene", hops: null, ...place });
      const where = `${place.scene} ${JSON.stringify(place.throws)}: ${words}`;
      expect(recording.steps[place.at - 1]?.id, where).toBe(place.step);
      expect(recording.steps[place.at - 2]?.id ?? null, where).toBe(place.before);
      if (place.eyes !== null) expect(recording.cast.map(({ id }) => id)).toContain(place.eyes);
      for (const claim of claims) expect(bearsOut(recording, claim), `${JSON.stringify(claim)} ${where}`).toBe(true);
      const texts = new Set(recording.steps.flatMap(({ event }) => ("text" in event ? [event.text] : [])));
      for (const text of quotedIn(words).filter((one) => /[:]|coins/.test(one))) expect(texts, where).toContain(text);
    }
  });

  test("say after which step a switch is thrown in the middle of a run, by its number there", async () => {
    for (const { what, place } of lessons.flatMap(({ sittings }) => sittings).flatMap(movesIn)) {
      const recording = await runOf({ kind: "scene", hops: null, ...place });
      for (const { after } of place.throws.filter((thrown) => thrown.after !== null)) {
        expect(what).toContain(`step ${recording.steps.findIndex(({ id }) => id === after) + 1}`);
      }
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
        expect(bearsOut(await runOf({ kind: "lab", setup: to.setup }), { kind: "arrives" })).toBe(false);
      }
      if (to?.kind !== "lab") continue;
      const recording = await runOf({ kind: "lab", setup: to.setup });
      for (const claim of to.claims) expect(bearsOut(recording, claim)).toBe(true);
    }
  });
});

describe("the self-checks", () => {
  const checks = () => Promise.all(ACTS.map(loadQuestions));

  test("have five to eight questions an act, each about a scene of the story", async () => {
    for (const questions of await checks()) {
      expect(questions.length).toBeGreaterThanOrEqual(5);
      expect(questions.length).toBeLessThanOrEqual(8);
      expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
      for (const { teaches } of questions) expect(cards.map(({ id }) => id)).toContain(teaches);
    }
  });

  test("find an answer of theirs in the run of every set-up, at a step of it; most find another in another", async () => {
    for (const questions of await checks()) {
      const answers = await Promise.all(questions.map(answersTo));
      expect(answers.filter((all) => all.size > 1).length).toBeGreaterThan(questions.length / 2);
    }
  });

  async function answersTo(question: CheckQuestion): Promise<ReadonlySet<string>> {
    const all = new Set<string>();
    for (const { id, setting } of question.variants) {
      const recording = await runOf(setting);
      const { option, because, step } = question.answer(recording);
      const where = `${question.id}: ${id}`;
      expect(
        question.options.map((one) => one.id),
        where,
      ).toContain(option);
      expect(
        recording.steps.map((one) => one.id),
        where,
      ).toContain(step);
      expect(because, where).not.toMatch(/undefined|null|“”|``/);
      all.add(option);
    }
    return all;
  }
});
