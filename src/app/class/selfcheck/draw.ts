import type { CheckQuestion, Variant } from "../../../scenes/selfcheck/types.ts";

/** A question about one of its set-ups. */
export type Drawn = Readonly<{ question: CheckQuestion; variant: Variant }>;

/**
 * Draws a set-up for each question: another than the last time, where there is another.
 * @param random gives numbers from 0 to below 1.
 */
export function draw(
  questions: readonly CheckQuestion[],
  last: readonly Drawn[],
  random: () => number,
): readonly Drawn[] {
  return questions.map((question) => {
    const before = last.find((one) => one.question.id === question.id)?.variant.id;
    const others = question.variants.filter(({ id }) => id !== before);
    const from = others.length === 0 ? question.variants : others;
    const variant = from[Math.floor(random() * from.length)] ?? from[0];
    if (variant === undefined) throw new RangeError(`${question.id} has no set-up`);
    return { question, variant };
  });
}
