import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { Purpose, Reason } from "../../pki/verdict.ts";

type Faults = readonly FaultId[];

/** The likelier one first. Empty: what programs do about it was not measured; `hintOn` has a sentence instead. */
const FAULTS: Readonly<Record<Reason, Faults | Readonly<Record<Purpose, Faults>>>> = {
  "no-certificate": ["certificate-missing"],
  malformed: [],
  "self-signed": ["self-signed"],
  // Who runs a server has its intermediates at hand, and gives them to it; a server's clients have none of them.
  "unknown-authority": { server: ["unknown-root", "missing-intermediate"], client: ["unknown-root"] },
  "missing-intermediate": ["missing-intermediate", "unknown-root"],
  "path-too-deep": ["path-too-long"],
  "unsupported-extension": [],
  "bad-version": [],
  "bad-serial": [],
  "profile-violation": [],
  tampered: ["tampered-signature"],
  "unsupported-algorithm": ["weak-hash"],
  "weak-key": ["weak-key"],
  "weak-hash": ["weak-hash"],
  expired: ["expired", "expired-intermediate"],
  "not-yet-valid": ["not-yet-valid"],
  "not-a-ca": ["intermediate-not-a-ca"],
  "path-too-long": ["path-too-long"],
  "name-not-permitted": ["name-outside-constraints"],
  "no-valid-policy": [],
  revoked: ["revoked-by-crl", "revoked-by-ocsp"],
  // Nobody says that it is revoked: advice on that would mislead.
  "revocation-unknown": [],
  "wrong-name": ["wrong-name"],
  "no-names": ["name-only-in-cn"],
  "wildcard-too-wide": ["wildcard-too-wide"],
  "wrong-usage": ["wrong-extended-key-usage", "wrong-key-usage"],
  "signature-invalid": ["key-not-held"],
  "signature-absent": ["key-not-held"],
};

/** The faults that a refusal for this reason comes from, the likelier first; none where there is nothing to advise. */
export function faultsFor(reason: Reason, purpose: Purpose): readonly FaultId[] {
  const found = FAULTS[reason];
  return "server" in found ? found[purpose] : found;
}

/** What to do about a reason that no fault of the kit stands for; null for the others, whose faults have advice. */
export function hintOn(reason: Reason): string | null {
  return HINTS.get(reason) ?? null;
}

const HINTS: ReadonlyMap<Reason, string> = new Map<Reason, string>([
  [
    "malformed",
    t`Look at it with \`openssl x509 -in chain.pem -noout -text\`. Often it is a file cut short, a private key or a request (CSR) in the place of a certificate, or DER where PEM is wanted: \`openssl x509 -inform DER\`.`,
  ],
  [
    "unsupported-extension",
    t`\`openssl x509 -in chain.pem -noout -text\` shows the extension that is marked critical. Have it issued without it, or without the mark.`,
  ],
  [
    "bad-version",
    t`Extensions need version 3. With openssl, \`openssl x509 -req\` makes version 1 unless it is given extensions: \`-copy_extensions copy\` or \`-extfile\`.`,
  ],
  [
    "bad-serial",
    t`Issue it again with a positive serial number of at most 20 bytes; \`openssl x509 -req\` takes a random one where no \`-set_serial\` is given.`,
  ],
  [
    "profile-violation",
    t`Browsers would refuse it, other programs don't. Public authorities keep these rules by themselves; in your own, mend the profile: subjectAltName, at most 398 days, a serial number with 64 random bits.`,
  ],
  [
    "unsupported-algorithm",
    t`Have it issued with ECDSA (P-256, P-384), RSA with SHA-256 or better, or Ed25519: \`openssl x509 -in chain.pem -noout -text\` names the one that it has.`,
  ],
  [
    "no-valid-policy",
    t`\`openssl x509 -in chain.pem -noout -ext certificatePolicies\` shows what each certificate was issued under; one in the chain demands a policy that another one lacks. The authority has to issue it again.`,
  ],
  [
    "path-too-deep",
    t`So long a chain is not meant honestly, or certificates of many renewals are in one file: keep your own and the intermediates above it.`,
  ],
  [
    "revocation-unknown",
    t`A list or an answer is missing, too old, or from somebody else: \`openssl crl -in crl.pem -noout -issuer -lastupdate -nextupdate\`. *Every* authority of the chain needs its list. Fetch them again before they run out.`,
  ],
]);
