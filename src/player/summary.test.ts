import { describe, expect, test } from "vitest";
import type { Prediction } from "../scenes/types.ts";
import { sampleRecording } from "./sample.ts";
import { predictionsSummary } from "./summary.ts";

const recording = sampleRecording();
const [, second, third] = recording.steps.map(({ id }) => id);
const base: Prediction = {
  id: "p",
  before: second ?? "",
  question: "What will Bob do?",
  options: [
    { id: "pays", label: "He pays" },
    { id: "asks", label: "He asks" },
  ],
  answer: () => ({ option: "pays", because: "He paid." }),
  settledAt: () => third ?? "",
};
const summary = (guesses: Record<string, string>, ...predictions: readonly Prediction[]) =>
  predictionsSummary({ predictions: predictions.length === 0 ? [base] : predictions }, recording, guesses);

describe("the summary of predictions", () => {
  test("holds each guess against the run, and names the step that shows it", () => {
    expect(summary({ p: "pays" })).toMatchObject({ asked: 1, right: 1, skipped: 0, total: 1 });
    expect(summary({ p: "asks" }).results).toEqual([
      {
        id: "p",
        question: base.question,
        result: "wrong",
        guess: "He asks",
        happened: "He pays",
        because: "He paid.",
        step: third,
        place: 3,
      },
    ]);
  });

  test("tells what was skipped, and counts it as asked", () => {
    const skipped = summary({ p: "skipped" });
    expect(skipped).toMatchObject({ asked: 1, right: 0, skipped: 1, total: 1 });
    expect(skipped.results[0]).toMatchObject({ result: "skipped", guess: null });
  });

  test("leaves out what was not asked, and what this run does not ask or settle", () => {
    expect(summary({})).toMatchObject({ asked: 0, total: 1, results: [] });
    const unasked = { ...base, before: "none" };
    const unsettled = { ...base, answer: () => null };
    const unseen = { ...base, settledAt: () => null };
    expect(summary({ p: "pays" }, unasked, unsettled, unseen)).toMatchObject({ asked: 0, total: 0 });
  });

  test("another run settles the same guess anew", () => {
    const other = { ...base, answer: () => ({ option: "asks", because: "He asked." }) };
    expect(summary({ p: "pays" }, other)).toMatchObject({ asked: 1, right: 0 });
  });
});
