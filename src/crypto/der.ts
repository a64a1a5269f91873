import { DecodeError } from "../bytes/reader.ts";

/**
 * A small, strict reader of DER (X.690 §10, definite lengths in their shortest form). It finds elements and no more:
 * what they mean is said by who reads keys and signatures here, and certificates in `pki`.
 */

/** One element: identifier octet, length octets, content. Offsets are into the buffer that was given. */
export type DerElement = Readonly<{
  /** The identifier octet, class and constructed bit included (`0x30` is SEQUENCE). */
  tag: number;
  start: number;
  contentStart: number;
  end: number;
}>;

/** No certificate or key that we look at is larger; nothing larger is read. */
export const MAX_DER_BYTES = 64 * 1024;

const CONSTRUCTED = 0x20;
const MANY_BYTE_TAG = 0x1f;
const LONG_LENGTH = 0x80;

/** The element at `offset`, which must end by `limit`. Throws DecodeError where there is none. */
export function readElement(bytes: Uint8Array, offset: number, limit: number, path: string): DerElement {
  const tag = octet(bytes, offset, limit, path);
  if ((tag & MANY_BYTE_TAG) === MANY_BYTE_TAG) throw new DecodeError(path, offset, "a tag of one byte");
  const { length, contentStart } = readLength(bytes, offset + 1, limit, path);
  const end = contentStart + length;
  if (end > limit) throw new DecodeError(path, offset, `${length} bytes, but ${limit - contentStart} are left`);
  return { tag, start: offset, contentStart, end };
}

/** The one element that fills `bytes`. Throws DecodeError where it is too large, cut off, or followed by more. */
export function readWhole(bytes: Uint8Array, path: string): DerElement {
  if (bytes.length > MAX_DER_BYTES) throw new DecodeError(path, 0, `at most ${MAX_DER_BYTES} bytes`);
  const element = readElement(bytes, 0, bytes.length, path);
  if (element.end !== bytes.length) throw new DecodeError(path, element.end, "nothing after the element");
  return element;
}

/** The elements inside a constructed one, which they fill. Throws DecodeError where they don't, or it is primitive. */
export function childrenOf(bytes: Uint8Array, parent: DerElement, path: string): readonly DerElement[] {
  if (!isConstructed(parent)) throw new DecodeError(path, parent.start, "a constructed element");
  const children: DerElement[] = [];
  for (let at = parent.contentStart; at < parent.end; ) {
    const child = readElement(bytes, at, parent.end, path);
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The content of an element, not copied. */
export function contentOf(bytes: Uint8Array, element: DerElement): Uint8Array {
  return bytes.subarray(element.contentStart, element.end);
}

export function isConstructed(element: DerElement): boolean {
  return (element.tag & CONSTRUCTED) !== 0;
}

function readLength(bytes: Uint8Array, offset: number, limit: number, path: string) {
  const first = octet(bytes, offset, limit, path);
  if (first < LONG_LENGTH) return { length: first, contentStart: offset + 1 };
  const size = first - LONG_LENGTH;
  if (size < 1 || size > 3) throw new DecodeError(path, offset, "a definite length of at most three bytes");
  let length = 0;
  for (let i = 1; i <= size; i++) length = length * 256 + octet(bytes, offset + i, limit, path);
  if (length < LONG_LENGTH || length < 256 ** (size - 1)) {
    throw new DecodeError(path, offset, "the shortest form of the length");
  }
  return { length, contentStart: offset + 1 + size };
}

function octet(bytes: Uint8Array, offset: number, limit: number, path: string): number {
  const byte = offset < limit ? bytes[offset] : undefined;
  if (byte === undefined) throw new DecodeError(path, offset, "another byte");
  return byte;
}
