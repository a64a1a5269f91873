import * as v from "valibot";
import type { Score } from "../../../player/summary.ts";
import type { SceneCard } from "../../../scenes/types.ts";

const STORED_AS = "between-alice-and-bob.selfcheck";
/** More than any act has: what says more is not ours. */
const MOST = 40;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST));
const score = v.pipe(
  v.strictObject({ asked: count, right: count, total: count }),
  v.check(({ asked, right, total }) => right <= asked && asked <= total),
  v.readonly(),
);
const results = v.pipe(v.record(v.picklist(["1", "2", "3", "4", "5"]), score), v.readonly());

/** The last result of each act's self-check, by the act's number. Kept in this browser only. */
export type Results = Readonly<Partial<Record<string, Score>>>;

/** What is known of earlier self-checks: nothing where storage is missing, refused or holds nonsense. */
export function readResults(): Results {
  try {
    const read = v.safeParse(results, JSON.parse(localStorage.getItem(STORED_AS) ?? "{}"));
    return read.success ? read.output : {};
  } catch {
    return {};
  }
}

/** Keeps the result of an act's self-check in place of the one before. */
export function keepResult(act: SceneCard["act"], result: Score): void {
  try {
    localStorage.setItem(STORED_AS, JSON.stringify({ ...readResults(), [act]: result }));
  } catch {
    // A sandboxed frame has no storage: nothing is kept there.
  }
}

/** Forgets all results. */
export function clearResults(): void {
  try {
    localStorage.removeItem(STORED_AS);
  } catch {
    // Nothing was kept there either.
  }
}
