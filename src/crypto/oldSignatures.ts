import { md5 } from "@noble/hashes/legacy.js";
import { concat, sameBytes } from "../bytes/text.ts";
import { bytesOf, inverseModulo, numberOf, powerModulo } from "./bigNumbers.ts";
import { viewOf } from "./buffer.ts";
import { readNaturals, whereDer } from "./derNumbers.ts";
import { bitsOf, type DsaParameters } from "./publicKeys.ts";
import { subtle } from "./web.ts";

/**
 * Signatures that WebCrypto has forgotten, verified so that a judge can say "genuine, and too weak" where others can
 * only say "unknown". Nothing here signs.
 */

/** Larger numbers would let a stranger make us work: FIPS 186-4 §4.2 has none above these. */
const MOST_BITS = { p: 3072, q: 256 } as const;

/** DigestInfo of MD5 (RFC 8017 §9.2, note 1), without the hash itself. */
const MD5_INFO = Uint8Array.of(48, 32, 48, 12, 6, 8, 42, 134, 72, 134, 247, 13, 2, 5, 5, 0, 4, 16);

/** DSA (FIPS 186-4 §4.7), the signature as Dss-Sig-Value in DER (RFC 3279 §2.2.2). */
export async function verifyDsa(
  { p, q, g }: DsaParameters,
  y: Uint8Array,
  hash: "SHA-1" | "SHA-256",
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const [first, second, ...more] = whereDer(() => readNaturals(signature, "Dss-Sig-Value")) ?? [];
  if (first === undefined || second === undefined || more.length > 0) return false;
  const bits = bitsOf(q);
  if (bitsOf(p) > MOST_BITS.p || bits > MOST_BITS.q || y.length > p.length || g.length > p.length) return false;
  const [prime, order, r, s] = [numberOf(p), numberOf(q), numberOf(first), numberOf(second)];
  if (prime < 3n || order < 3n || r <= 0n || s <= 0n || r >= order || s >= order) return false;
  const digest = new Uint8Array(await subtle.digest(hash, viewOf(data)));
  const z = numberOf(digest.subarray(0, Math.min(digest.length, Math.floor(bits / 8))));
  const w = inverseModulo(s, order);
  const left = powerModulo(numberOf(g), (z * w) % order, prime);
  const right = powerModulo(numberOf(y), (r * w) % order, prime);
  return ((left * right) % prime) % order === r;
}

/** RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.2) over MD5, which no platform's WebCrypto has. */
export function verifyRsaMd5(
  key: Readonly<{ modulus: Uint8Array; exponent: Uint8Array }>,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const size = key.modulus.length;
  const [modulus, number] = [numberOf(key.modulus), numberOf(signature)];
  if (signature.length !== size || number >= modulus || size < MD5_INFO.length + 16 + 11) return false;
  const padding = new Uint8Array(size - MD5_INFO.length - 16 - 3).fill(0xff);
  const wanted = concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), MD5_INFO, md5(data));
  return sameBytes(bytesOf(powerModulo(number, numberOf(key.exponent), modulus), size), wanted);
}
