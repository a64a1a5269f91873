import { p256, p384 } from "@noble/curves/nist.js";
import { bytesOf, numberOf } from "../bigNumbers.ts";
import type { Bytes } from "../buffer.ts";
import type { HmacDrbg } from "./drbg.ts";

export const CURVES = { "P-256": p256, "P-384": p384 } as const;
export type NistCurve = keyof typeof CURVES;

// A table of 8 bits, as is usual, costs ten times what a run gains by it.
for (const { Point } of Object.values(CURVES)) Point.BASE.precompute(4);

/** A private key of the curve, big-endian, by rejection sampling (FIPS 186-5 §A.2.2). */
export function scalarOf(curve: NistCurve, drbg: HmacDrbg): Bytes {
  const { ORDER, BYTES } = CURVES[curve].Point.Fn;
  for (;;) {
    const candidate = numberOf(drbg.generate(BYTES));
    if (candidate <= ORDER - 2n) return bytesOf(candidate + 1n, BYTES);
  }
}

/** The public point of a private key, without its first byte: x, then y. */
export function pointOf(curve: NistCurve, scalar: Uint8Array): Readonly<{ x: Bytes; y: Bytes }> {
  const point = CURVES[curve].getPublicKey(scalar, false);
  const size = (point.length - 1) / 2;
  return { x: new Uint8Array(point.subarray(1, 1 + size)), y: new Uint8Array(point.subarray(1 + size)) };
}
