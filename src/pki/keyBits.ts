import { childrenOf, contentOf, readWhole } from "../crypto/der.ts";

/**
 * The value of a SubjectPublicKeyInfo's subjectPublicKey without tag, length and number of unused bits: what key
 * identifiers and OCSP's are hashes of (RFC 5280 §4.2.1.2, RFC 6960 §4.1.1). It must be one that was read before.
 */
export function keyBits(spki: Uint8Array): Uint8Array {
  const [, key] = childrenOf(spki, readWhole(spki, "SubjectPublicKeyInfo"), "SubjectPublicKeyInfo");
  if (key === undefined) throw new TypeError("a SubjectPublicKeyInfo without a key");
  return contentOf(spki, key).subarray(1);
}
