import type { Check, PossessionReason, SwitchId, Verdict } from "../verdict.ts";
import { conclude } from "./conclude.ts";
import { idle, settle } from "./finding.ts";

/** What became of the signature over the conversation. unchecked: nobody looked. */
export type Possession = Readonly<{
  signature: "valid" | "invalid" | "absent" | "unchecked";
  expected: string;
  found: string;
  /** The switch that turned the check off; null: it counts. */
  skippedBy: SwitchId | null;
}>;

const SECTION = "RFC 8446 §4.4.3";
const REASONS: Readonly<Record<Possession["signature"], PossessionReason | null>> = {
  valid: null,
  invalid: "signature-invalid",
  absent: "signature-absent",
  unchecked: null,
};

/**
 * The verdict with one more check, the last: did the certificate's key sign this conversation (CertificateVerify,
 * RFC 8446 §4.4.3)? Who presented no certificate has no key to prove, so there the check has nothing to look at.
 */
export function withPossession(verdict: Verdict, possession: Possession): Verdict {
  const checks = [...verdict.checks.filter((check) => check.id !== "possession"), check(verdict, possession)];
  return conclude(verdict.purpose, verdict.path, checks, verdict.candidates);
}

function check(verdict: Verdict, { signature, expected, found, skippedBy }: Possession): Check {
  const noCertificate = verdict.checks.some((c) => c.reason === "no-certificate");
  const nothing = signature === "unchecked" || (signature === "absent" && noCertificate);
  if (nothing && skippedBy === null) return idle("possession", expected, found, SECTION);
  return settle("possession", { reason: REASONS[signature], expected, found, section: SECTION }, skippedBy);
}
