import { fromHex, toHex } from "../bytes/hex.ts";
import type { Bytes } from "./buffer.ts";
import { contentOf, type DerElement } from "./der.ts";
import { readNaturals, readSequence, TAGS, whereDer, writeElement } from "./derNumbers.ts";

/** The keys that sign in TLS here. */
export type KeyKind = "P-256" | "P-384" | "RSA" | "Ed25519";

/**
 * AlgorithmIdentifiers, whole, for the parameters are part of what a key is: rsaEncryption with NULL (RFC 3279
 * §2.3.1), id-ecPublicKey with a named curve (RFC 5480 §2.1.1), Ed25519 with nothing (RFC 8410 §3).
 */
const ALGORITHMS: Readonly<Record<string, KeyKind>> = {
  "300d06092a864886f70d0101010500": "RSA",
  "301306072a8648ce3d020106082a8648ce3d030107": "P-256",
  "301006072a8648ce3d020106052b81040022": "P-384",
  "300506032b6570": "Ed25519",
};
const KEY_SIZES = { "P-256": 65, "P-384": 97, Ed25519: 32 } as const;
const UNCOMPRESSED = 0x04;

/** Shorter RSA keys are too weak, longer ones would let a peer make us work for seconds. */
const RSA_BITS = { least: 2048, most: 8192 } as const;
const MAX_EXPONENT_BYTES = 4;
const VERSION_1 = fromHex("020100");

/**
 * The kind of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), read as strict DER, and what its BIT STRING holds: a point, 32
 * bytes of Ed25519, or an RSAPublicKey. Null where it is none of ours: another algorithm, another curve, a compressed
 * point, an RSA key below 2048 or above 8192 bits, or with an exponent that is even, 1, or longer than 32 bits. Whether
 * a point lies on its curve, only the import tells.
 */
export function readPublicKey(spki: Uint8Array): Readonly<{ kind: KeyKind; key: Uint8Array }> | null {
  return whereDer(() => {
    const [algorithm, bits, ...more] = readSequence(spki, "SubjectPublicKeyInfo");
    if (algorithm === undefined || bits?.tag !== TAGS.bitString || more.length > 0) return null;
    const kind = kindOf(spki, algorithm);
    const content = contentOf(spki, bits);
    const key = content.subarray(1);
    const hasWholeBytes = content[0] === 0;
    return kind !== null && hasWholeBytes && isPublicKey(kind, key) ? { kind, key } : null;
  });
}

/**
 * The kind of a PKCS#8 private key (RFC 5958), and its bytes without what may follow the key itself: attributes, and
 * version 2's public key, which not every platform reads. Null where it is none of ours, as with readPublicKey.
 */
export function readPrivateKey(pkcs8: Uint8Array): Readonly<{ kind: KeyKind; pkcs8: Bytes }> | null {
  return whereDer(() => {
    const [version, algorithm, key] = readSequence(pkcs8, "PrivateKeyInfo");
    if (version?.tag !== TAGS.integer || algorithm === undefined || key?.tag !== TAGS.octetString) return null;
    const kind = kindOf(pkcs8, algorithm);
    if (kind === null || (kind === "RSA" && !isRsaPrivateKey(contentOf(pkcs8, key)))) return null;
    return { kind, pkcs8: writeElement(TAGS.sequence, VERSION_1, pkcs8.subarray(algorithm.start, key.end)) };
  });
}

function kindOf(bytes: Uint8Array, algorithm: DerElement): KeyKind | null {
  return ALGORITHMS[toHex(bytes.subarray(algorithm.start, algorithm.end))] ?? null;
}

function isPublicKey(kind: KeyKind, key: Uint8Array): boolean {
  if (kind !== "RSA") return key.length === KEY_SIZES[kind] && (kind === "Ed25519" || key[0] === UNCOMPRESSED);
  const [modulus, exponent, ...more] = readNaturals(key, "RSAPublicKey");
  return more.length === 0 && isRsaKey(modulus, exponent);
}

/** RSAPrivateKey (RFC 8017 §A.1.2) begins with version, modulus and public exponent. */
function isRsaPrivateKey(key: Uint8Array): boolean {
  const [, modulus, exponent] = readNaturals(key, "RSAPrivateKey");
  return isRsaKey(modulus, exponent);
}

function isRsaKey(modulus: Uint8Array | undefined, exponent: Uint8Array | undefined): boolean {
  if (modulus === undefined || exponent === undefined) return false;
  const bits = modulus.length * 8 - (Math.clz32(modulus[0] ?? 0) - 24);
  if (bits < RSA_BITS.least || bits > RSA_BITS.most || !isOdd(modulus)) return false;
  return exponent.length <= MAX_EXPONENT_BYTES && isOdd(exponent) && !(exponent.length === 1 && exponent[0] === 1);
}

function isOdd(number: Uint8Array): boolean {
  return ((number.at(-1) ?? 0) & 1) === 1;
}
