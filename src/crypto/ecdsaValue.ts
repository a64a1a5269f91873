import { concat } from "../bytes/text.ts";
import type { Bytes } from "./buffer.ts";
import { readNaturals, TAGS, whereDer, writeElement, writeNatural } from "./derNumbers.ts";

/** An ECDSA signature as TLS and certificates have it: Ecdsa-Sig-Value in DER (RFC 3279 §2.2.3). `raw` is r, then s. */
export function ecdsaToDer(raw: Uint8Array): Bytes {
  const half = raw.length / 2;
  return writeElement(TAGS.sequence, writeNatural(raw.subarray(0, half)), writeNatural(raw.subarray(half)));
}

/**
 * The r and s of an Ecdsa-Sig-Value, `size` bytes each, as WebCrypto has them. Null where the bytes are not the one
 * encoding in DER of two positive numbers of at most that size: with looser readers, changed bytes still verify.
 */
export function ecdsaFromDer(der: Uint8Array, size: number): Bytes | null {
  const [r, s, ...more] = whereDer(() => readNaturals(der, "Ecdsa-Sig-Value")) ?? [];
  if (r === undefined || s === undefined || more.length > 0) return null;
  if ([r, s].some((number) => number.length === 0 || number.length > size)) return null;
  return concat(new Uint8Array(size - r.length), r, new Uint8Array(size - s.length), s);
}
