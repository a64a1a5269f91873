import type { Score } from "../../../player/summary.ts";
import type { MisconceptionId } from "../../../scenes/lessons/misconceptions.ts";
import type { Found } from "../../../scenes/selfcheck/types.ts";
import type { Drawn } from "./draw.ts";

/** A question that was answered (`chosen`, an option's id) or skipped (null), and what its run came to. */
export type Answered = Readonly<{ drawn: Drawn; chosen: string | null; found: Found }>;

/** What came of a self-check. A skipped question was put, and not answered right. */
export function scoreOf(answered: readonly Answered[], total: number): Score {
  return { asked: answered.length, right: answered.filter(isRight).length, total };
}

export function isRight({ chosen, found }: Answered): boolean {
  return chosen === found.option;
}

/** The misconceptions that these questions offered to believe, each with whether somebody fell for it. */
export function beliefsIn(
  answered: readonly Answered[],
): readonly Readonly<{ id: MisconceptionId; fell: boolean; scenes: readonly string[] }>[] {
  const ids = new Set(answered.flatMap(({ drawn, found }) => offeredBy(drawn, found.option)));
  return [...ids].map((id) => {
    const about = answered.filter(({ drawn, found }) => offeredBy(drawn, found.option).includes(id));
    const fell = about.filter((one) => beliefOf(one) === id);
    return { id, fell: fell.length > 0, scenes: [...new Set(fell.map(({ drawn }) => drawn.question.teaches))] };
  });
}

/** What whoever answered so wrongly may believe; null where it was right, skipped, or is no idea that is about. */
export function beliefOf(answered: Answered): MisconceptionId | null {
  if (isRight(answered)) return null;
  return answered.drawn.question.options.find(({ id }) => id === answered.chosen)?.belief ?? null;
}

function offeredBy({ question }: Drawn, right: string): readonly MisconceptionId[] {
  return question.options.flatMap(({ id, belief }) => (belief === null || id === right ? [] : [belief]));
}
