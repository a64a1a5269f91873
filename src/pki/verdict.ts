/**
 * What a judgement of a peer's certificates is: every check that was made, in order, and what follows from them.
 * `Check` has the shape that a recording keeps.
 */

/**
 * chain: does a path lead to a trust anchor; form: versions, serial numbers, critical extensions and what a profile
 * wants of a certificate's form; strength: keys and hashes; issuers: may each issuer issue, and so deep; constraints:
 * the name constraints of the issuers; usage: key usage and purpose, down the path; possession: the conversation.
 */
export type CheckId =
  | "chain"
  | "form"
  | "signatures"
  | "strength"
  | "dates"
  | "issuers"
  | "constraints"
  | "policies"
  | "revocation"
  | "name"
  | "usage"
  | "possession";
export type SwitchId = string;

/** rfc5280: what RFC 5280 and RFC 9525 ask; webpki: also what browsers and the CA/Browser Forum ask beyond it. */
export type Profile = "rfc5280" | "webpki";

/** What the certificate is wanted for. */
export type Purpose = "server" | "client";

/** Why a check failed. Each belongs to one check. */
export type Reason =
  | ChainReason
  | FormReason
  | SignaturesReason
  | StrengthReason
  | DatesReason
  | IssuersReason
  | ConstraintsReason
  | PoliciesReason
  | RevocationReason
  | NameReason
  | UsageReason
  | PossessionReason;

export type ChainReason =
  | "no-certificate"
  | "malformed"
  | "self-signed"
  | "unknown-authority"
  | "missing-intermediate"
  | "path-too-deep";
/** profile-violation: RFC 5280 §6 lets it pass; what RFC 5280 asks of authorities, or the Web PKI, does not. */
export type FormReason = "unsupported-extension" | "bad-version" | "bad-serial" | "profile-violation";
export type SignaturesReason = "tampered" | "unsupported-algorithm";
export type StrengthReason = "weak-key" | "weak-hash";
export type DatesReason = "expired" | "not-yet-valid";
export type IssuersReason = "not-a-ca" | "path-too-long";
export type ConstraintsReason = "name-not-permitted";
export type PoliciesReason = "no-valid-policy";
/** revocation-unknown: status was asked for, and no list or answer that counts speaks of the certificate. */
export type RevocationReason = "revoked" | "revocation-unknown";
/** no-names: no subjectAltName that could match, whatever the common name says; wildcard-too-wide: `*.com`. */
export type NameReason = "wrong-name" | "no-names" | "wildcard-too-wide";
export type UsageReason = "wrong-usage";
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
  | "certificate_revoked"
  | "certificate_expired"
  | "certificate_unknown"
  | "unknown_ca"
  | "decode_error"
  | "decrypt_error"
  | "unexpected_message"
  | "bad_certificate_status_response"
  | "certificate_required";

/** One path that was tried, with every check that was made of it. */
export type Candidate = Readonly<{
  /** End-entity certificate first. */
  path: readonly Uint8Array[];
  /** Does it end in a trust anchor? */
  complete: boolean;
  checks: readonly Check[];
  /** Of the first check that failed; null: the path holds. */
  reason: Reason | null;
}>;

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
  /**
   * Every path that was tried, in the order of the search; none where there was no certificate to begin with. The
   * verdict's own path, checks and reason are those of the one that holds, else of the nearest miss: the fewest failed
   * checks, then the first.
   */
  candidates: readonly Candidate[];
}>;
