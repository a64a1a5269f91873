import { LONGEST_BOOKMARK, type Standing, shareOf, type Tally } from "../report/types.ts";
import { keptText, type Work } from "./kept.ts";

/** What a course has to be done in it. */
export type Course = Readonly<{
  scenes: readonly string[];
  /** Whether it ends with a self-check. */
  check: boolean;
  /** From which share of right answers on it is passed. */
  pass: number;
}>;

/**
 * What there is to tell. Complete is who has seen each scene to its end and, where there is one, taken the self-check. The score is the share of
 * questions answered as it came, of all that scenes and check put; it is judged when all is done, never half way.
 */
export function standingOf({ scenes, check, pass }: Course, work: Work, bookmark: string): Standing {
  const done = scenes.filter((id) => work.scenes[id] !== undefined).length + (check && work.check !== null ? 1 : 0);
  const all = scenes.length + (check ? 1 : 0);
  const complete = done === all;
  const score = scoreOf(work);
  const judged = complete && score !== null && score.asked > 0;
  return {
    progress: done / all,
    complete,
    score,
    passed: judged ? shareOf(score) >= pass : null,
    bookmark: bookmark.length <= LONGEST_BOOKMARK ? bookmark : (bookmark.split("?")[0] ?? ""),
    kept: keptText(work),
  };
}

/** All predictions and the self-check's questions together. */
export function scoreOf({ scenes, check }: Work): Tally | null {
  const tallies = [...Object.values(scenes), ...(check === null ? [] : [check])];
  if (tallies.length === 0) return null;
  return {
    right: tallies.reduce((sum, one) => sum + one.right, 0),
    asked: tallies.reduce((sum, one) => sum + one.asked, 0),
  };
}

/** The better of two tries: who looks again and sees better shall not be told off for the first time. */
export function better(before: Tally | null | undefined, now: Tally): Tally {
  return before === null || before === undefined || shareOf(now) >= shareOf(before) ? now : before;
}
