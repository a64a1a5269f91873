/** What we give out: bytes over a buffer of their own kind, which WebCrypto takes as they are. */
export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The same bytes in the type that WebCrypto takes. Nothing is copied, unless they lie in memory that several threads
 * share: WebCrypto refuses that, because it could change while it is read.
 */
export function viewOf(bytes: Uint8Array): Bytes {
  return isUnshared(bytes) ? bytes : new Uint8Array(bytes);
}

function isUnshared(bytes: Uint8Array): bytes is Bytes {
  return bytes.buffer instanceof ArrayBuffer;
}
