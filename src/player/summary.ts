import type { Prediction, Scene } from "../scenes/types.ts";
import type { Recording, StepId } from "../sim/recording.ts";
import type { PlayerState } from "./types.ts";

/** How many questions were put, how many of them were answered as the run bore out, and how many there are. */
export type Score = Readonly<{ asked: number; right: number; total: number }>;

/** What became of one prediction in a whole run. */
export type PredictionResult = Readonly<{
  id: string;
  question: string;
  result: "right" | "wrong" | "skipped";
  /** The label of what was chosen; null where the question was skipped. */
  guess: string | null;
  /** The label of what the run bears out, and the sentence that says what happened. */
  happened: string;
  because: string;
  /** The step in which the answer is seen, and its number, counted from 1. */
  step: StepId;
  place: number;
}>;

export type PredictionsSummary = Score & Readonly<{ skipped: number; results: readonly PredictionResult[] }>;

/**
 * What came of the predictions, held against the run as it is now: a switch thrown later settles them anew. A question
 * that this run does not ask, or does not settle, does not count; one that nobody answered or skipped was not asked.
 * `asked` are those answered or skipped, `total` those that this run can ask. Pure.
 */
export function predictionsSummary(
  { predictions }: Pick<Scene, "predictions">,
  recording: Recording,
  guesses: PlayerState["guesses"],
): PredictionsSummary {
  const settled = predictions.flatMap((prediction) => settledIn(prediction, recording) ?? []);
  const results = settled.flatMap((one) => resultOf(one, guesses[one.prediction.id]) ?? []);
  return {
    asked: results.length,
    right: results.filter(({ result }) => result === "right").length,
    skipped: results.filter(({ result }) => result === "skipped").length,
    total: settled.length,
    results,
  };
}

type Settled = Readonly<{ prediction: Prediction; option: string; because: string; step: StepId; place: number }>;

function settledIn(prediction: Prediction, recording: Recording): Settled | null {
  const { steps } = recording;
  const answer = prediction.answer(recording);
  const step = prediction.settledAt(recording);
  const place = steps.findIndex(({ id }) => id === step) + 1;
  if (answer === null || step === null || place === 0) return null;
  return steps.some(({ id }) => id === prediction.before) ? { prediction, ...answer, step, place } : null;
}

function resultOf({ prediction, option, because, step, place }: Settled, chosen: string | undefined) {
  if (chosen === undefined) return null;
  const guess = labelOf(prediction, chosen);
  const result = guess === null ? "skipped" : chosen === option ? "right" : "wrong";
  const { id, question } = prediction;
  const happened = labelOf(prediction, option) ?? "";
  return { id, question, result, guess, happened, because, step, place } satisfies PredictionResult;
}

function labelOf({ options }: Prediction, id: string): string | null {
  return options.find((option) => option.id === id)?.label ?? null;
}
