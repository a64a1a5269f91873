import * as v from "valibot";
import { MOST_KEPT, type Tally } from "../report/types.ts";

/** What is known of a learner in a course: scenes seen to the end with their predictions, and the self-check. */
export type Work = Readonly<{ scenes: Readonly<Record<string, Tally>>; check: Tally | null }>;

export const NO_WORK: Work = { scenes: {}, check: null };

/** Questions that one scene or check can have. */
const MOST_QUESTIONS = 99;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_QUESTIONS));
const tally = v.pipe(
  v.tuple([count, count]),
  v.check(([right, asked]) => right <= asked),
  v.transform(([right, asked]): Tally => ({ right, asked })),
);
const schema = v.pipe(
  v.string(),
  v.maxLength(MOST_KEPT),
  v.parseJson(),
  v.object({ v: v.literal(1), scenes: v.record(v.string(), tally), check: v.nullable(tally) }),
);

/** As short as it goes: SCORM 1.2 keeps 4096 characters, of which an act takes some 300. */
export function keptText({ scenes, check }: Work): string {
  const short = ({ right, asked }: Tally): readonly number[] => [right, asked];
  return JSON.stringify({
    v: 1,
    scenes: Object.fromEntries(Object.entries(scenes).map(([id, one]) => [id, short(one)])),
    check: check === null ? null : short(check),
  });
}

/** Reads what was kept, of the scenes that the course has; nothing where it makes no sense. */
export function workFrom(text: string, scenes: readonly string[]): Work {
  const read = v.safeParse(schema, text);
  if (!read.success) return NO_WORK;
  const known = Object.entries(read.output.scenes).filter(([id]) => scenes.includes(id));
  return { scenes: Object.fromEntries(known), check: read.output.check };
}
