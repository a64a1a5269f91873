import { DecodeError } from "../bytes/reader.ts";
import { concat } from "../bytes/text.ts";
import type { Bytes } from "./buffer.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "./der.ts";

/** The universal tags that keys and signatures are made of (X.690 §8). */
export const TAGS = { integer: 0x02, bitString: 0x03, octetString: 0x04, sequence: 0x30 } as const;

/** What `read` makes of DER; null where it throws DecodeError. */
export function whereDer<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

/** The elements of the SEQUENCE that fills the bytes. Throws DecodeError where there is none. */
export function readSequence(bytes: Uint8Array, path: string): readonly DerElement[] {
  const whole = readWhole(bytes, path);
  if (whole.tag !== TAGS.sequence) throw new DecodeError(path, 0, "a SEQUENCE");
  return childrenOf(bytes, whole, path);
}

/**
 * The SEQUENCE of INTEGERs that fills the bytes: each big-endian, without leading zeros (nothing for 0). Throws
 * DecodeError where there is none, or where a number is negative or not in its shortest form (X.690 §8.3.2).
 */
export function readNaturals(bytes: Uint8Array, path: string): readonly Uint8Array[] {
  return readSequence(bytes, path).map((element) => {
    const content = contentOf(bytes, element);
    const [first, second] = content;
    if (element.tag !== TAGS.integer || first === undefined) throw new DecodeError(path, element.start, "an INTEGER");
    if (first >= 0x80) throw new DecodeError(path, element.start, "no negative number");
    if (first !== 0) return content;
    if (second !== undefined && second < 0x80) throw new DecodeError(path, element.start, "the shortest form");
    return content.subarray(1);
  });
}

/** An INTEGER of a big-endian number that is not negative. */
export function writeNatural(number: Uint8Array): Bytes {
  const start = number.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? new Uint8Array(1) : number.subarray(start);
  return writeElement(TAGS.integer, (digits[0] ?? 0) >= 0x80 ? concat(new Uint8Array(1), digits) : digits);
}

/** An element: tag, length in its shortest form, content. */
export function writeElement(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const content = concat(...parts);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const short = content.length < 0x80 ? [content.length] : [0x80 + length.length, ...length];
  return concat(new Uint8Array([tag, ...short]), content);
}
