/**
 * What a judgement of a peer's certificates is: every check that was made, in order, and what follows from them.
 * `Check` has the shape that a recording keeps.
 */

export type CheckId = "chain" | "signatures" | "dates" | "name" | "usage" | "possession";
export type SwitchId = string;

/** What the certificate is wanted for. */
export type Purpose = "server" | "client";

/** Why a check failed. Each belongs to one check. */
export type Reason = ChainReason | "tampered" | DatesReason | "wrong-name" | UsageReason | PossessionReason;

export type ChainReason =
  | "no-certificate"
  | "malformed"
  | "self-signed"
  | "unknown-authority"
  | "missing-intermediate"
  | "path-too-deep";
export type DatesReason = "expired" | "not-yet-valid";
export type UsageReason = "not-a-ca" | "path-too-long" | "wrong-usage" | "unsupported-extension";
export type PossessionReason = "signature-invalid" | "signature-absent";

export type Check = Readonly<{
  id: CheckId;
  result: "passed" | "failed" | "skipped";
  /** The what-if that turned it off; null also where it was skipped because there was nothing to check. */
  skippedBy: SwitchId | null;
  /** Why it failed, or would have failed had it not been skipped; null where it passed. */
  reason: Reason | null;
  expected: string;
  found: string;
  /** Where the rule stands (`RFC 5280 §6.1.3`). */
  section: string;
}>;

/** An alert of RFC 8446 §6.2 that a refused certificate becomes. */
export type Alert =
  | "bad_certificate"
  | "unsupported_certificate"
  | "certificate_expired"
  | "certificate_unknown"
  | "unknown_ca"
  | "decode_error"
  | "decrypt_error"
  | "unexpected_message"
  | "certificate_required";

export type Verdict = Readonly<{
  purpose: Purpose;
  /** The certification path, end-entity certificate first, trust anchor last; empty where there is none. */
  path: readonly Uint8Array[];
  /** Every check, in the order in which they are made. */
  checks: readonly Check[];
  accepted: boolean;
  /** Of the first check that failed. */
  reason: Reason | null;
  alert: Alert | null;
}>;
