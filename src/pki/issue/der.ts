import { utf8 } from "../../bytes/text.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";

/** Writers of what our own DER is made of (X.690 §8, §10). They are given values of ours: what does not fit throws. */

const UTC_YEARS = { first: 1950, last: 2049 } as const;

export function sequenceOf(...parts: readonly Uint8Array[]): Bytes {
  return writeElement(0x30, ...parts);
}

/** OBJECT IDENTIFIER (X.690 §8.19) out of dotted numbers. */
export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const arcs = [first * 40 + second, ...rest];
  if (!arcs.every(Number.isSafeInteger)) throw new RangeError(`${dotted} is no object identifier`);
  return writeElement(0x06, Uint8Array.from(arcs.flatMap(base128)));
}

export function boolean(value: boolean): Bytes {
  return writeElement(0x01, Uint8Array.of(value ? 0xff : 0));
}

export function octets(...content: readonly Uint8Array[]): Bytes {
  return writeElement(0x04, ...content);
}

/** BIT STRING of whole bytes. */
export function bits(content: Uint8Array): Bytes {
  return writeElement(0x03, Uint8Array.of(0), content);
}

/** Named bits with the trailing zeros left out, as DER wants them (X.690 §11.2.2), under a tag of one's own. */
export function namedBitsOf(places: readonly number[], tag = 0x03): Bytes {
  const last = Math.max(-1, ...places);
  const bytes = new Uint8Array((last + 8) >> 3);
  for (const place of places) bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return writeElement(tag, Uint8Array.of(bytes.length * 8 - 1 - last), bytes);
}

export function enumerated(value: number): Bytes {
  return writeElement(0x0a, Uint8Array.of(value));
}

/** GeneralizedTime to the second (RFC 5280 §4.1.2.5.2). */
export function generalizedTime(date: Date): Bytes {
  return writeElement(0x18, utf8(digitsOf(date)));
}

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export function time(date: Date): Bytes {
  const year = date.getUTCFullYear();
  const isShort = year >= UTC_YEARS.first && year <= UTC_YEARS.last;
  return isShort ? writeElement(0x17, utf8(digitsOf(date).slice(2))) : generalizedTime(date);
}

/** An Extension (RFC 5280 §4.2); FALSE is the default and left out. */
export function extensionOf(id: string, critical: boolean, value: Uint8Array): Bytes {
  return sequenceOf(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

function digitsOf(date: Date): string {
  return `${date
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace(/[-:T]/g, "")}Z`;
}

/** Seven bits a byte, the highest marking that more follow. */
function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(128 + (rest % 128));
  return digits;
}
