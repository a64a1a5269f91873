/** Numbers of any size, for the few operations that no platform has. Only for public values: the time tells all. */

/** A big-endian number. */
export function numberOf(bytes: Uint8Array): bigint {
  let hex = "0x0";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}

/** A number as `length` bytes, big-endian; what does not fit is cut off at the left. */
export function bytesOf(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value
    .toString(16)
    .padStart(length * 2, "0")
    .slice(-length * 2);
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}

/** base ^ exponent modulo a positive modulus. */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The inverse of a number modulo a prime; 0 has none and gives 0. */
export function inverseModulo(value: bigint, prime: bigint): bigint {
  return powerModulo(value, prime - 2n, prime);
}

/** The inverse of a number modulo any other with which it has no divisor in common, by Euclid. */
export function inverseIn(value: bigint, modulus: bigint): bigint {
  let [before, now] = [modulus, value % modulus];
  let [left, right] = [0n, 1n];
  while (now !== 0n) {
    const times = before / now;
    [before, now] = [now, before - times * now];
    [left, right] = [right, left - times * right];
  }
  return left < 0n ? left + modulus : left;
}

/** The greatest common divisor of two positive numbers. */
export function greatestDivisor(a: bigint, b: bigint): bigint {
  let [before, now] = [a, b];
  while (now !== 0n) [before, now] = [now, before % now];
  return before;
}
