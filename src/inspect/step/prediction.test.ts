import { describe, expect, test } from "vitest";
import type { Prediction } from "../../scenes/types.ts";
import { castOf, recordingOf, stepOf, worldOf } from "../sample.ts";
import { isAwaited, predictionViews } from "./prediction.ts";

const cast = castOf(1);
const world = worldOf(cast);
const recording = recordingOf(
  cast,
  world,
  ["one", "two", "three", "four"].map((id) => stepOf(id, world)),
);
const prediction: Prediction = {
  id: "p",
  before: "two",
  question: "What will Bob do?",
  options: [
    { id: "pays", label: "He pays" },
    { id: "asks", label: "He asks" },
  ],
  answer: () => ({ option: "pays", because: "He paid." }),
  settledAt: () => "three",
};
const at = (seen: number, guesses: Record<string, string>) =>
  predictionViews([prediction], recording, seen, guesses)[0];

describe("predictionViews", () => {
  test("nothing before it was answered", () => {
    expect(at(1, {})).toBeUndefined();
    expect(at(2, {})).toBeUndefined();
  });

  test("a guess waits until the step that settles it", () => {
    expect(at(2, { p: "asks" })).toMatchObject({ guess: "He asks", outcome: null });
  });

  test("guess and outcome side by side, in that step and after it", () => {
    expect(at(3, { p: "asks" })).toMatchObject({
      guess: "He asks",
      outcome: { right: false, because: "He paid." },
      now: true,
    });
    expect(at(4, { p: "pays" })).toMatchObject({ outcome: { right: true }, now: false });
  });

  test("who skipped sees only what happened", () => {
    expect(at(2, { p: "skipped" })).toBeUndefined();
    expect(at(3, { p: "skipped" })).toMatchObject({ guess: null, outcome: { label: "He pays" } });
  });

  test("not shown before the place where it is asked, nor where the run has no such place", () => {
    expect(at(0, { p: "pays" })).toBeUndefined();
    expect(predictionViews([{ ...prediction, before: "none" }], recording, 4, { p: "pays" })).toEqual([]);
  });

  test("a run that doesn't settle it leaves it waiting", () => {
    const open = { ...prediction, answer: () => null, settledAt: () => null };
    expect(predictionViews([open], recording, 4, { p: "pays" })[0]).toMatchObject({ outcome: null });
  });
});

describe("isAwaited", () => {
  const awaited = (seen: number, guesses: Record<string, string>) => isAwaited([prediction], recording, seen, guesses);

  test("from the place where it is asked to the step that settles it", () => {
    expect([0, 1, 2, 3].map((seen) => awaited(seen, { p: "asks" }))).toEqual([false, true, true, false]);
  });

  test("not for who skipped it or went past it", () => {
    expect([1, 2].map((seen) => awaited(seen, { p: "skipped" }))).toEqual([false, false]);
    expect([1, 2].map((seen) => awaited(seen, {}))).toEqual([true, false]);
  });
});
