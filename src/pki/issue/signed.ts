import { type CertificateHash, certificateSigning, signForCertificate } from "../../crypto/authorityKeys.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { bits, oid, sequenceOf } from "./der.ts";

const NULL = writeElement(0x05);

/** AlgorithmIdentifiers of signatures: RSA with NULL (RFC 4055 §5), ECDSA and Ed25519 with nothing (RFC 5758, 8410). */
const ALGORITHMS: Readonly<Record<string, Bytes>> = {
  "RSASSA-PKCS1-v1_5 SHA-1": sequenceOf(oid("1.2.840.113549.1.1.5"), NULL),
  "RSASSA-PKCS1-v1_5 SHA-256": sequenceOf(oid("1.2.840.113549.1.1.11"), NULL),
  "RSASSA-PKCS1-v1_5 SHA-384": sequenceOf(oid("1.2.840.113549.1.1.12"), NULL),
  "RSASSA-PKCS1-v1_5 SHA-512": sequenceOf(oid("1.2.840.113549.1.1.13"), NULL),
  "ECDSA SHA-1": sequenceOf(oid("1.2.840.10045.4.1")),
  "ECDSA SHA-256": sequenceOf(oid("1.2.840.10045.4.3.2")),
  "ECDSA SHA-384": sequenceOf(oid("1.2.840.10045.4.3.3")),
  "ECDSA SHA-512": sequenceOf(oid("1.2.840.10045.4.3.4")),
  Ed25519: sequenceOf(oid("1.3.101.112")),
};

/** The AlgorithmIdentifier of what a key signs. Throws for keys that sign no certificates: our bug. */
export function algorithmOf(key: CryptoKey, hash: CertificateHash | null = null): Bytes {
  const signing = certificateSigning(key, hash);
  const algorithm = ALGORITHMS[signing.hash === null ? signing.name : `${signing.name} ${signing.hash}`];
  if (algorithm === undefined) throw new TypeError(`${signing.name} signs no certificates here`);
  return algorithm;
}

/**
 * What certificates, lists and OCSP answers all are: what is said, the algorithm, the signature; after it, what an OCSP
 * answer adds. `said` names the algorithm where its kind wants it named inside too.
 */
export async function signedSequence(
  said: Uint8Array,
  key: CryptoKey,
  more: readonly Uint8Array[] = [],
  hash: CertificateHash | null = null,
): Promise<Bytes> {
  return sequenceOf(said, algorithmOf(key, hash), bits(await signForCertificate(key, said, hash)), ...more);
}
