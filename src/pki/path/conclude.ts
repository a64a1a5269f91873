import { alertFor } from "../alert.ts";
import type { Candidate, Check, Purpose, Verdict } from "../verdict.ts";

/** The verdict that checks amount to: accepted where none failed, else the reason and alert of the first that did. */
export function conclude(
  purpose: Purpose,
  path: readonly Uint8Array[],
  checks: readonly Check[],
  candidates: readonly Candidate[],
): Verdict {
  const reason = reasonOf(checks);
  const accepted = checks.every((check) => check.result !== "failed");
  const alert = reason === null ? null : alertFor(reason, purpose);
  return { purpose, path, checks, accepted, reason, alert, candidates };
}

/** Of the first check that failed. */
export function reasonOf(checks: readonly Check[]): Candidate["reason"] {
  return checks.find((check) => check.result === "failed")?.reason ?? null;
}
