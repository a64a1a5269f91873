import type { Bounds, Reader } from "../../bytes/reader.ts";
import type { Writer } from "../../bytes/writer.ts";
import { refuse } from "../failure.ts";

/**
 * The most structures and vectors that one message may hold, all lists together. RFC 8446 names no such limit; real peers
 * have some dozens, or a few hundred where a server names all of its authorities. Without one, 64 KiB of the smallest
 * structures would make us allocate 15 MiB of small objects.
 */
export const MOST_STRUCTURES = 512;

/**
 * A vector of structures (RFC 8446 §3.4).
 *
 * @param bounds bytes that the vector may hold
 * @throws DecodeError outside the bounds; Refused (too-much) where the message has more than MOST_STRUCTURES
 */
export function readList<T>(reader: Reader, lengthSize: 1 | 2 | 3, name: string, item: () => T, bounds?: Bounds): T[] {
  const read = () => {
    if (reader.groups > MOST_STRUCTURES) {
      refuse({ code: "too-much", what: `entries in ${name}`, limit: MOST_STRUCTURES, section: "RFC 8446 §3.4" });
    }
    return item();
  };
  return reader.list(lengthSize, name, read, bounds);
}

/**
 * A vector of numbers of one size, as cipher_suites is; every number passes, also GREASE (RFC 8701). That two-byte numbers
 * fill at most 2^16-2 bytes follows from their size.
 *
 * @param item a number's type, as the RFC spells it, and what it means
 * @throws DecodeError outside the bounds, or where a number is cut off
 */
export function readNumbers(
  reader: Reader,
  lengthSize: 1 | 2,
  name: string,
  item: Readonly<{ size: 1 | 2; name: string; show: (value: number) => string }>,
  bounds: Bounds,
): number[] {
  const read = () => {
    const count = Math.ceil(reader.remaining / item.size);
    const numbers = Array.from({ length: count }, () => reader.uint(item.size, item.name, item.show));
    reader.note(() => someOf(numbers, item.show));
    return numbers;
  };
  return reader.block(lengthSize, name, read, bounds);
}

/** All of a short list; of a longer one how it begins, for these lists go by preference. */
function someOf(numbers: readonly number[], show: (value: number) => string): string {
  const first = numbers.slice(0, 3).map(show).join(", ");
  return numbers.length <= 3 ? first : `${first} and ${numbers.length - 3} more`;
}

/** The opposite of readNumbers. */
export function writeNumbers(writer: Writer, lengthSize: 1 | 2, size: 1 | 2, numbers: readonly number[]): void {
  writer.block(lengthSize, (inner) => {
    for (const number of numbers) inner.uint(size, number);
  });
}
