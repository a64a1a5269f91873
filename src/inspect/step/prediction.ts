import type { Prediction } from "../../scenes/types.ts";
import type { Recording, StepId } from "../../sim/recording.ts";

/** A prediction as it stands at a place of the recording. */
export type PredictionView = Readonly<{
  id: string;
  question: string;
  /** The label of the option chosen; null where it was skipped or never answered. */
  guess: string | null;
  /** What this run bears out; null until it is seen. */
  outcome: Readonly<{ right: boolean; label: string; because: string }> | null;
  /** Whether this very step settles it. */
  now: boolean;
}>;

/**
 * The predictions to be shown after `seen` whole steps: waiting ones that were answered, and settled ones, in the
 * order in which they are asked. What has not been seen yet is never told.
 */
export function predictionViews(
  predictions: readonly Prediction[],
  recording: Recording,
  seen: number,
  guesses: Readonly<Record<string, string>>,
): readonly PredictionView[] {
  return predictions.flatMap((prediction) => viewOf(prediction, recording, seen, guesses[prediction.id]) ?? []);
}

/**
 * Whether a question is about to be asked, or was answered and is not settled yet: then nothing may be shown that gives
 * the answer away. Whoever skips a question does not wait for it.
 */
export function isAwaited(
  predictions: readonly Prediction[],
  recording: Recording,
  seen: number,
  guesses: Readonly<Record<string, string>>,
): boolean {
  return predictions.some((prediction) => {
    const asked = placeOf(recording, prediction.before);
    const settles = prediction.settledAt(recording);
    const settled = settles === null ? null : placeOf(recording, settles);
    if (asked === null || settled === null || guesses[prediction.id] === "skipped") return false;
    const waits = seen === asked - 1 || guesses[prediction.id] !== undefined;
    return waits && seen >= asked - 1 && seen < settled && prediction.answer(recording) !== null;
  });
}

function viewOf(
  prediction: Prediction,
  recording: Recording,
  seen: number,
  chosen: string | undefined,
): PredictionView | null {
  const asked = placeOf(recording, prediction.before);
  if (asked === null || seen < asked - 1) return null;
  const settles = prediction.settledAt(recording);
  const settled = settles === null ? null : placeOf(recording, settles);
  const guess = labelOf(prediction, chosen);
  const base = { id: prediction.id, question: prediction.question, guess };
  const answer = settled !== null && seen >= settled ? prediction.answer(recording) : null;
  if (answer === null) return guess === null ? null : { ...base, outcome: null, now: false };
  const label = labelOf(prediction, answer.option) ?? "";
  return {
    ...base,
    outcome: { right: chosen === answer.option, label, because: answer.because },
    now: seen === settled,
  };
}

function labelOf(prediction: Prediction, option: string | undefined): string | null {
  return prediction.options.find((o) => o.id === option)?.label ?? null;
}

/** How many steps are whole once this one is; null where the run has no such step. */
function placeOf(recording: Recording, id: StepId): number | null {
  const index = recording.steps.findIndex((step) => step.id === id);
  return index < 0 ? null : index + 1;
}
