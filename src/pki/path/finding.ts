import type { Check, CheckId, Reason, SwitchId } from "../verdict.ts";

/**
 * What a rule found out: values compared and where the rule stands. `reason` null: it holds. `nothing`: it holds
 * because there was nothing to look at.
 */
export type Finding = Readonly<{
  reason: Reason | null;
  expected: string;
  found: string;
  section: string;
  nothing?: boolean;
}>;

/** The check that a finding makes: skipped where a what-if turned it off, whatever was found, and where nothing was. */
export function settle(id: CheckId, finding: Finding, skippedBy: SwitchId | null): Check {
  const { reason, expected, found, section, nothing = false } = finding;
  const idle = nothing && reason === null;
  const result = skippedBy !== null || idle ? "skipped" : reason === null ? "passed" : "failed";
  return { id, result, skippedBy, reason, expected, found, section };
}

/** A check for which there was nothing to look at. */
export function idle(id: CheckId, expected: string, found: string, section: string): Check {
  return { id, result: "skipped", skippedBy: null, reason: null, expected, found, section };
}
