import type { FaultId } from "../../../pki/issue/faults.ts";

/** What is met most comes first, where words fit several faults equally well. */
const COMMON: readonly FaultId[] = [
  "missing-intermediate",
  "expired",
  "unknown-root",
  "wrong-name",
  "self-signed",
  "certificate-missing",
  "name-only-in-cn",
  "wrong-extended-key-usage",
  "key-not-held",
  "revoked-by-crl",
  "expired-intermediate",
  "not-yet-valid",
];
const STEP = 0.02;

/** A factor near 1, larger for faults that are met more often. */
export function plausibility(fault: FaultId): number {
  const place = COMMON.indexOf(fault);
  return 1 + STEP * (place === -1 ? 0 : COMMON.length - place);
}
