import type { PlayerState } from "../player/types.ts";
import type { Prediction } from "../scenes/types.ts";
import type { Recording } from "../sim/recording.ts";

/** A prediction as the teacher has it: with the answer that this run bears out. */
export type Told = Readonly<{
  prediction: Prediction;
  /** The number of steps begun when it is asked; null where this run does not have its step. */
  at: number | null;
  /** The number of steps after which the answer is seen; null where this run never shows it. */
  settled: number | null;
  /** null: this run does not settle it, so it is not asked. */
  answer: ReturnType<Prediction["answer"]>;
}>;

/** A scene’s predictions with their answers, in the order in which this run asks them; those that it doesn’t ask last. */
export function toldBy(predictions: readonly Prediction[], recording: Recording): readonly Told[] {
  const placeOf = (id: string | null): number | null => {
    const found = recording.steps.findIndex((step) => step.id === id);
    return found < 0 ? null : found;
  };
  const told = predictions.map((prediction) => {
    const settled = placeOf(prediction.settledAt(recording));
    const at = placeOf(prediction.before);
    return { prediction, at, settled: settled === null ? null : settled + 1, answer: prediction.answer(recording) };
  });
  const isAsked = ({ at, answer }: Told): boolean => at !== null && answer !== null;
  return told.sort(
    (a, b) => Number(isAsked(b)) - Number(isAsked(a)) || (a.at ?? Number.MAX_VALUE) - (b.at ?? Number.MAX_VALUE),
  );
}

/** The prediction whose answer is to be seen now by the class, for it was asked and revealed; null where there is none. */
export function revealedNow(state: PlayerState, revealed: readonly string[]): Told | null {
  const { scene, recording, index, moving, asking, guesses } = state;
  if (moving || asking !== null) return null;
  const now = toldBy(scene.predictions, recording).find(
    ({ prediction: { id }, settled, answer }) =>
      settled === index && answer !== null && revealed.includes(id) && guesses[id] !== undefined,
  );
  return now ?? null;
}

/** A, B, C … for the options of a question: what a class calls out. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}
