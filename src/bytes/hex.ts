/** Lower-case hexadecimal, two digits a byte. */
export type Hex = string;

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const HEX = /^(?:[0-9a-f]{2})*$/;

/** Bytes to lower-case hex. */
export function toHex(bytes: Uint8Array): Hex {
  let out = "";
  for (const byte of bytes) out += PAIRS[byte];
  return out;
}

/** Hex (either case) to bytes. Throws RangeError on an odd length or a character that is not a hex digit. */
export function fromHex(hex: Hex): Uint8Array<ArrayBuffer> {
  const lower = hex.toLowerCase();
  if (!HEX.test(lower)) throw new RangeError("not hexadecimal");
  const bytes = new Uint8Array(lower.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(lower.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
