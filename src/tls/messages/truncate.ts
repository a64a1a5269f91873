type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A ClientHello up to and without its binders: what they are computed over (RFC 8446 §4.2.11.2). Its lengths stay those
 * of the whole message.
 *
 * @param encoded the whole message, with its 4-byte header
 * @param bindersSize bytes of the binders list with its length, as decoded, or from bindersSize() of what is to be sent
 */
export function withoutBinders(encoded: Uint8Array, bindersSize: number): Bytes {
  if (bindersSize > encoded.length) throw new RangeError("more binders than message");
  return new Uint8Array(encoded.subarray(0, encoded.length - bindersSize));
}
