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

/** The names of the bits that are set; bit 0 is the highest of the first byte (X.680 §22.2). */
export function namedBits(bytes: Uint8Array, names: readonly string[]): readonly string[] {
  return names.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}
