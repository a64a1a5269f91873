import { toHex } from "../bytes/hex.ts";
import type { Bytes } from "./buffer.ts";
import { childrenOf, contentOf } from "./der.ts";
import { readNaturals, readSequence, TAGS, whereDer, writeElement } from "./derNumbers.ts";

/** The public keys that certificates carry, read as far as verifying and judging their strength asks. */
export type CertificateKey =
  | Readonly<{ kind: "RSA"; bits: number; exponent: Uint8Array; modulus: Uint8Array }>
  | Readonly<{ kind: "EC"; curve: CertificateCurve; point: Uint8Array }>
  | Readonly<{ kind: "Ed25519"; key: Uint8Array }>
  | Readonly<{ kind: "DSA"; parameters: DsaParameters | null; y: Uint8Array }>
  /** Another algorithm, another curve, or a form that is not read. `bits` where it is a curve whose size we know. */
  | Readonly<{ kind: "other"; bits: number | null }>;

export type CertificateCurve = "P-256" | "P-384" | "P-521";

/** p, q and g of FIPS 186-4 §4.1, big-endian. */
export type DsaParameters = Readonly<{ p: Uint8Array; q: Uint8Array; g: Uint8Array }>;

const OBJECT_IDENTIFIER = 0x06;
const RSA = "2a864886f70d010101";
const RSA_PSS = "2a864886f70d01010a";
const EC = "2a8648ce3d0201";
const DSA = "2a8648ce380401";
const ED25519 = "2b6570";

/** Named curves by the content of their object identifiers (RFC 5480 §2.1.1.1), and the bytes of a coordinate. */
const CURVES: Readonly<Record<string, readonly [CertificateCurve, number]>> = {
  "2a8648ce3d030107": ["P-256", 32],
  "2b81040022": ["P-384", 48],
  "2b81040023": ["P-521", 66],
};
/** Those that are known and not taken: P-192 and P-224. */
const SMALL_CURVES: Readonly<Record<string, number>> = { "2a8648ce3d030101": 192, "2b81040021": 224 };
const UNCOMPRESSED = 0x04;
const NULL_PARAMETERS = Uint8Array.of(0x05, 0x00);

/** An AlgorithmIdentifier of rsaEncryption: a key for PSS alone (RFC 4055 §1.2) is a key of this kind in other clothes. */
const RSA_ALGORITHM = writeElement(
  TAGS.sequence,
  writeElement(OBJECT_IDENTIFIER, Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01)),
  NULL_PARAMETERS,
);

/** Reads a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). Whatever is no key that we know is `other`; nothing is thrown. */
export function readCertificateKey(spki: Uint8Array): CertificateKey {
  return whereDer(() => read(spki)) ?? { kind: "other", bits: null };
}

/** The SubjectPublicKeyInfo with which WebCrypto takes an RSA key, whatever algorithm its own says. */
export function rsaSpki(key: Readonly<{ exponent: Uint8Array; modulus: Uint8Array }>): Bytes {
  const numbers = writeElement(TAGS.sequence, unsigned(key.modulus), unsigned(key.exponent));
  return writeElement(TAGS.sequence, RSA_ALGORITHM, writeElement(TAGS.bitString, Uint8Array.of(0), numbers));
}

function unsigned(number: Uint8Array): Bytes {
  return writeElement(TAGS.integer, (number[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), number);
}

function read(spki: Uint8Array): CertificateKey | null {
  const [algorithm, bits] = readSequence(spki, "SubjectPublicKeyInfo");
  if (algorithm === undefined || bits === undefined) return null;
  const [id, parameters] = childrenOf(spki, algorithm, "AlgorithmIdentifier");
  if (id === undefined) return null;
  const key = contentOf(spki, bits).subarray(1);
  const inside = parameters === undefined ? null : spki.subarray(parameters.start, parameters.end);
  switch (toHex(contentOf(spki, id))) {
    case RSA:
    case RSA_PSS:
      return readRsa(key);
    case EC:
      return readPoint(key, inside);
    case ED25519:
      return inside === null && key.length === 32 ? { kind: "Ed25519", key } : null;
    case DSA:
      return readDsa(key, inside);
    default:
      return null;
  }
}

function readRsa(key: Uint8Array): CertificateKey | null {
  const [modulus, exponent, ...more] = readNaturals(key, "RSAPublicKey");
  if (modulus === undefined || exponent === undefined || modulus.length === 0 || more.length > 0) return null;
  return { kind: "RSA", bits: bitsOf(modulus), modulus, exponent };
}

/** Curves by name only: one that is spelt out could be any (RFC 5480 §2.1.1). */
function readPoint(point: Uint8Array, parameters: Uint8Array | null): CertificateKey | null {
  if (parameters === null || parameters[0] !== OBJECT_IDENTIFIER) return null;
  const id = toHex(parameters.subarray(2));
  const [curve, size] = CURVES[id] ?? [];
  if (curve === undefined || size === undefined) return { kind: "other", bits: SMALL_CURVES[id] ?? null };
  return point.length === 1 + 2 * size && point[0] === UNCOMPRESSED ? { kind: "EC", curve, point } : null;
}

/** Without parameters, a key has those of the certificate that issued it (RFC 3279 §2.3.2). */
function readDsa(key: Uint8Array, inside: Uint8Array | null): CertificateKey | null {
  const [y, ...more] = readNaturals(writeElement(TAGS.sequence, key), "DSAPublicKey");
  if (y === undefined || more.length > 0) return null;
  if (inside === null || (inside[0] === NULL_PARAMETERS[0] && inside.length === 2)) {
    return { kind: "DSA", parameters: null, y };
  }
  const [p, q, g, ...others] = readNaturals(inside, "Dss-Parms");
  if (p === undefined || q === undefined || g === undefined || others.length > 0) return null;
  return { kind: "DSA", parameters: { p, q, g }, y };
}

/** How many bits a number has that is given without leading zeros. */
export function bitsOf(number: Uint8Array): number {
  return number.length === 0 ? 0 : number.length * 8 - (Math.clz32(number[0] ?? 0) - 24);
}
