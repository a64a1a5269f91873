import { concat } from "../bytes/text.ts";
import type { Bytes } from "./buffer.ts";
import { sha256 } from "./keys.ts";

/** MGF1 over SHA-256 (RFC 8017 §B.2.1). */
export async function mgf1(seed: Uint8Array, length: number): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  for (let counter = 0; parts.length * 32 < length; counter++) {
    parts.push(await sha256(concat(seed, Uint8Array.of(0, 0, 0, counter))));
  }
  return concat(...parts).slice(0, length);
}

/** Byte by byte; as long as `a`. */
export function xor(a: Uint8Array, b: Uint8Array): Bytes {
  return Uint8Array.from(a, (byte, i) => byte ^ (b[i] ?? 0));
}
