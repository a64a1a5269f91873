import type { CipherSuiteName, NamedGroupName, SignatureSchemeName } from "../../tls/codepoints.ts";
import type { KeyType } from "./certificates.ts";
import { ALL_GROUPS, ALL_SCHEMES, ALL_SUITES, type Found } from "./found.ts";

/** What has to be tried with a peer: each suite with each group, and each signature scheme, that it has. */

export type Pair = Readonly<{ suite: CipherSuiteName; group: NamedGroupName }>;

export function pairsOf({ suites, groups }: Found): readonly Pair[] {
  return suites.flatMap((suite) => groups.map((group) => ({ suite, group })));
}

/** What the engine speaks and the peer does not, by name. */
export function lackedBy({ suites, groups, schemes }: Found): readonly string[] {
  return [
    ...ALL_SUITES.filter((name) => !suites.includes(name)),
    ...ALL_GROUPS.filter((name) => !groups.includes(name)),
    ...ALL_SCHEMES.filter((name) => !schemes.includes(name)),
  ];
}

/** A kind of key that signs with the scheme. */
export const KEY_FOR: Readonly<Record<SignatureSchemeName, KeyType>> = {
  ecdsa_secp256r1_sha256: "P-256",
  ecdsa_secp384r1_sha384: "P-384",
  rsa_pss_rsae_sha256: "RSA-2048",
  rsa_pss_rsae_sha384: "RSA-2048",
  rsa_pss_rsae_sha512: "RSA-3072",
  ed25519: "Ed25519",
};
