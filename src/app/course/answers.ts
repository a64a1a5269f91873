import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import type { Answer, Tally } from "../report/types.ts";

/**
 * What was predicted in a run that has been seen to its end, and what came. A question that this run puts and settles
 * counts also where the reader passed it by, by skipping it or by a jump; one that it doesn’t put or settle does not.
 */
export function answersOf(
  { card, predictions }: Scene,
  recording: Recording,
  guesses: Readonly<Record<string, string>>,
  language: string,
): readonly Answer[] {
  const steps = new Set(recording.steps.map(({ id }) => id));
  return predictions.flatMap(({ id, before, question, options, answer, settledAt }) => {
    const came = answer(recording);
    const settled = settledAt(recording);
    if (came === null || settled === null || !steps.has(before) || !steps.has(settled)) return [];
    const chosen = options.find((option) => option.id === guesses[id])?.id ?? null;
    return { scene: card.id, prediction: id, question, language, chosen, happened: came.option };
  });
}

export function tallyOf(answers: readonly Answer[]): Tally {
  return {
    right: answers.filter(({ chosen, happened }) => chosen === happened).length,
    asked: answers.length,
  };
}
