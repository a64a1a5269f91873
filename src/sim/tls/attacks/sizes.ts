import { CONTENT_TYPES } from "../../../tls/codepoints.ts";
import { HEADER_SIZE } from "../../../tls/record/sizes.ts";

/** Something of which somebody knows how long it is on the wire, because they asked for it themselves. */
export type Measured = Readonly<{ name: string; size: number }>;

/**
 * What anybody on the way can measure of sealed records: how long they are with their headers, summed up. It looks at
 * the five open bytes of each record alone (RFC 8446 §5.2); records that are not sealed count for nothing.
 */
export function sealedSize(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at + HEADER_SIZE <= bytes.length; ) {
    const size = HEADER_SIZE + (((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0));
    if (bytes[at] === CONTENT_TYPES.application_data) sum += size;
    at += size;
  }
  return sum;
}

/**
 * Everything that it could be, judged by its size alone, in the order of `known`: what has just this size. Where nothing
 * has, there is padding that was not there when it was measured; that only adds (§5.4), so whatever is shorter remains.
 */
export function candidatesOf(known: readonly Measured[], size: number): readonly string[] {
  const exact = known.filter((one) => one.size === size);
  const left = exact.length > 0 ? exact : known.filter((one) => one.size < size);
  return left.map(({ name }) => name);
}

/** Padding to the next multiple of so many bytes, type byte included (§5.4). */
export function paddedTo(step: number): (size: number) => number {
  return (size) => Math.ceil(size / step) * step;
}
