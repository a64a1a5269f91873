import type { ParsedCertificate } from "../parse.ts";
import type { Verify } from "../path/links.ts";
import type { ParsedCrl } from "./crl.ts";

/** What became of asking whether a certificate was revoked. `by`: whose word it is; `why`: what was wrong with the best. */
export type Status =
  | Readonly<{ kind: "good"; by: string }>
  | Readonly<{ kind: "revoked"; by: string; at: Date; reason: number; section: string }>
  | Readonly<{ kind: "unknown"; why: string; section: string }>;

/** What there is to find out with. */
export type Material = Readonly<{
  /** The certification path, end-entity certificate first, trust anchor last. */
  path: readonly ParsedCertificate[];
  /** Others at hand, for those who sign with certificates of their own. */
  others: readonly ParsedCertificate[];
  crls: readonly ParsedCrl[];
  at: Date;
  verify: Verify;
  /** Certificates whose status is being found out: who signs lists may stand on one of them himself. */
  busy: ReadonlySet<string>;
  /** Counts down with each certificate that is asked about: signers of lists have lists about them, and so on. */
  budget: { left: number };
}>;

/** CRLReason by its number (RFC 5280 §5.3.1). */
const REASONS: ReadonlyMap<number, string> = new Map([
  [1, "keyCompromise"],
  [2, "cACompromise"],
  [3, "affiliationChanged"],
  [4, "superseded"],
  [5, "cessationOfOperation"],
  [6, "certificateHold"],
  [8, "removeFromCRL"],
  [9, "privilegeWithdrawn"],
  [10, "aACompromise"],
]);

/** The reason in brackets, where one is said. */
export function reasonText(reason: number | null): string {
  const word = reason === null ? undefined : REASONS.get(reason);
  return word === undefined ? "" : ` (${word})`;
}
