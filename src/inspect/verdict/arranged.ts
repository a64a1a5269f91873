import { t } from "../../language/t.ts";
import type { CheckId } from "../../pki/verdict.ts";

type Made = Readonly<{ id: CheckId; result: "passed" | "failed" | "skipped"; skippedBy: string | null }>;

/** The checks that the story is about. */
const TOLD: readonly CheckId[] = ["chain", "signatures", "dates", "name", "usage", "possession"];

/**
 * A verdict's checks for a calm list: first those that failed or that somebody turned off, then those that the story
 * tells of; the rest passed, or had nothing to look at. Each in the order in which they were made.
 */
export function arranged<T extends Made>(checks: readonly T[]): Readonly<{ first: readonly T[]; rest: readonly T[] }> {
  const speaks = checks.filter((check) => check.result === "failed" || check.skippedBy !== null);
  const told = checks.filter((check) => !speaks.includes(check) && TOLD.includes(check.id));
  const first = [...speaks, ...told];
  return { first, rest: checks.filter((check) => !first.includes(check)) };
}

/** `5 more passed, 2 had nothing to look at`. */
export function foldedWords(rest: readonly Made[]): string {
  const passed = rest.filter((check) => check.result === "passed").length;
  const idle = rest.length - passed;
  if (idle === 0) return t`${passed} more passed`;
  if (passed === 0) return t`${idle} more had nothing to look at`;
  return t`${passed} more passed, ${idle} had nothing to look at`;
}
