import type { Bytes } from "../../crypto/buffer.ts";
import type { Purpose, Reason } from "../verdict.ts";
import {
  intermediateNotACa,
  missingIntermediate,
  pathTooLong,
  selfSigned,
  unknownRoot,
  wrongOrder,
} from "./faults/authorities.ts";
import { expired, expiredIntermediate, notYetValid } from "./faults/dates.ts";
import type { Kit } from "./faults/kit.ts";
import type { Build } from "./faults/made.ts";
import { nameOnlyInCn, nameOutsideConstraints, wildcardTooWide, wrongName } from "./faults/names.ts";
import { certificateMissing, keyNotHeld, noFault } from "./faults/possession.ts";
import { revokedByCrl, revokedByOcsp } from "./faults/revocation.ts";
import { tamperedSignature, weakHash, weakKey } from "./faults/strength.ts";
import { wrongExtendedKeyUsage, wrongKeyUsage } from "./faults/usage.ts";

export {
  type Holder,
  isKitName,
  type Kit,
  type KitChance,
  type KitOptions,
  liveKitChance,
  makeKit,
} from "./faults/kit.ts";

/** What can be wrong with what a peer shows. */
export const FAULT_IDS = [
  "expired",
  "not-yet-valid",
  "expired-intermediate",
  "wrong-name",
  "name-only-in-cn",
  "wildcard-too-wide",
  "self-signed",
  "unknown-root",
  "missing-intermediate",
  "wrong-order",
  "intermediate-not-a-ca",
  "path-too-long",
  "wrong-key-usage",
  "wrong-extended-key-usage",
  "name-outside-constraints",
  "tampered-signature",
  "weak-hash",
  "weak-key",
  "revoked-by-crl",
  "revoked-by-ocsp",
  "key-not-held",
  "certificate-missing",
] as const;

export type FaultId = (typeof FAULT_IDS)[number];

/** What a peer shows, what its opposite knows, and what must come of it. */
export type Faulty = Readonly<{
  fault: FaultId | "none";
  purpose: Purpose;
  /** The name that the peer is to have. */
  name: string;
  /** The time for which it was made: at this time it is bad for its stated reason only. */
  at: Date;
  /** DER, end-entity certificate first, without the root. */
  presented: readonly Bytes[];
  anchors: readonly Bytes[];
  /** DER of what the one who judges has been given beside it; empty: nothing. */
  crls: readonly Bytes[];
  ocsp: readonly Bytes[];
  /** The key that the peer signs with: the certificate's, but for `key-not-held` and `certificate-missing`. */
  privateKey: CryptoKey;
  expected: Readonly<{ accepted: boolean; reason: Reason | null }>;
}>;

/** How each is made, and why it is refused; null: it is not. */
type Fault = Readonly<{
  build: Build;
  reason: Reason | null;
  /** Where it is another for clients, whose names know no wildcards. */
  clientReason?: Reason;
}>;

const FAULTS: Readonly<Record<FaultId | "none", Fault>> = {
  none: { build: noFault, reason: null },
  expired: { build: expired, reason: "expired" },
  "not-yet-valid": { build: notYetValid, reason: "not-yet-valid" },
  "expired-intermediate": { build: expiredIntermediate, reason: "expired" },
  "wrong-name": { build: wrongName, reason: "wrong-name" },
  "name-only-in-cn": { build: nameOnlyInCn, reason: "no-names" },
  "wildcard-too-wide": { build: wildcardTooWide, reason: "wildcard-too-wide", clientReason: "wrong-name" },
  "self-signed": { build: selfSigned, reason: "self-signed" },
  "unknown-root": { build: unknownRoot, reason: "unknown-authority" },
  "missing-intermediate": { build: missingIntermediate, reason: "missing-intermediate" },
  "wrong-order": { build: wrongOrder, reason: null },
  "intermediate-not-a-ca": { build: intermediateNotACa, reason: "not-a-ca" },
  "path-too-long": { build: pathTooLong, reason: "path-too-long" },
  "wrong-key-usage": { build: wrongKeyUsage, reason: "wrong-usage" },
  "wrong-extended-key-usage": { build: wrongExtendedKeyUsage, reason: "wrong-usage" },
  "name-outside-constraints": { build: nameOutsideConstraints, reason: "name-not-permitted" },
  "tampered-signature": { build: tamperedSignature, reason: "tampered" },
  "weak-hash": { build: weakHash, reason: "weak-hash" },
  "weak-key": { build: weakKey, reason: "weak-key" },
  "revoked-by-crl": { build: revokedByCrl, reason: "revoked" },
  "revoked-by-ocsp": { build: revokedByOcsp, reason: "revoked" },
  "key-not-held": { build: keyNotHeld, reason: "signature-invalid" },
  "certificate-missing": { build: certificateMissing, reason: "no-certificate" },
};

/**
 * Issues, for real, what a peer with this fault shows (`none`: nothing is wrong), by a kit's authority. The order in
 * which the kit's chance is asked depends on fault and purpose only.
 */
export async function issueFault(fault: FaultId | "none", purpose: Purpose, kit: Kit): Promise<Faulty> {
  const { build, ...reasons } = FAULTS[fault];
  const reason = purpose === "client" ? (reasons.clientReason ?? reasons.reason) : reasons.reason;
  const { presented, keys, name = kit.names[purpose], crls = [], ocsp = [] } = await build(kit, purpose);
  return {
    fault,
    purpose,
    name,
    at: kit.at,
    presented,
    anchors: [kit.root.der],
    crls,
    ocsp,
    privateKey: keys.privateKey,
    expected: { accepted: reason === null, reason },
  };
}
