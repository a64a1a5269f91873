import { alertFor } from "../alert.ts";
import type { Check, Purpose, Verdict } from "../verdict.ts";

/** The verdict that checks amount to: accepted where none failed, else the reason and alert of the first that did. */
export function conclude(purpose: Purpose, path: readonly Uint8Array[], checks: readonly Check[]): Verdict {
  const reason = checks.find((check) => check.result === "failed")?.reason ?? null;
  const accepted = checks.every((check) => check.result !== "failed");
  return { purpose, path, checks, accepted, reason, alert: reason === null ? null : alertFor(reason, purpose) };
}
