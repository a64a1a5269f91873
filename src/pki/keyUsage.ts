/** KeyUsage's bits in order, RFC 5280 §4.2.1.3 (which calls the second one nonRepudiation, as most tools do). */
export const KEY_USAGES = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

/**
 * The bits in the content of a BIT STRING. Throws RangeError where it is none in DER: bits that are said to be unused
 * are zero (X.690 §11.2.1), or readers differ about what it says.
 */
export function bitsIn(content: Uint8Array): Uint8Array {
  const [unused = 8, ...bits] = content;
  const last = bits.at(-1);
  const isClean = last === undefined ? unused === 0 : unused < 8 && (last & ((1 << unused) - 1)) === 0;
  if (!isClean) throw new RangeError("a BIT STRING that is none in DER");
  return content.subarray(1);
}

/** The names of the bits that are set; bit 0 is the highest of the first byte (X.680 §22.2). */
export function namedBits(bytes: Uint8Array, names: readonly string[]): readonly string[] {
  return names.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}
