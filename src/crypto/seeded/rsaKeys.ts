import { toBase64Url } from "../base64.ts";
import { bytesOf, greatestDivisor, inverseIn } from "../bigNumbers.ts";
import type { HmacDrbg } from "./drbg.ts";
import { type PrimeBits, primeAt, primesOf } from "./primes.ts";

/** An RSA private key as its numbers (RFC 8017 §3.2). */
export type RsaNumbers = Readonly<{
  /** Bytes of the modulus. */
  size: number;
  n: bigint;
  d: bigint;
  p: bigint;
  q: bigint;
  dp: bigint;
  dq: bigint;
  qi: bigint;
}>;

const EXPONENT = 65537n;

/** Two primes of a run, by their places in the list. */
export type Choice = Readonly<{ bits: PrimeBits; places: readonly [number, number] }>;

/** The keys of one run: no prime is in two of them. */
export class RsaKeys {
  private readonly taken: Readonly<Record<PrimeBits, Set<number>>> = { 1024: new Set(), 512: new Set() };

  /** Takes two primes that no key of this run has, for a modulus of twice the bits. */
  choose(bits: PrimeBits, drbg: HmacDrbg): Choice {
    return { bits, places: [this.take(bits, drbg), this.take(bits, drbg)] };
  }

  private take(bits: PrimeBits, drbg: HmacDrbg): number {
    const taken = this.taken[bits];
    if (taken.size >= primesOf(bits)) throw new Error("a run has more RSA keys than there are primes");
    for (;;) {
      const [byte = 0] = drbg.generate(1);
      // How many there are divides 256, so none is likelier than another.
      const place = byte % primesOf(bits);
      if (taken.has(place)) continue;
      taken.add(place);
      return place;
    }
  }
}

/** The key of two primes, its private exponent by their least common multiple (FIPS 186-5 §A.1.1). */
export function rsaNumbers({ bits, places }: Choice): RsaNumbers {
  const [p, q] = [primeAt(bits, places[0]), primeAt(bits, places[1])];
  const [before, beside] = [p - 1n, q - 1n];
  const d = inverseIn(EXPONENT, (before * beside) / greatestDivisor(before, beside));
  return { size: bits / 4, n: p * q, d, p, q, dp: d % before, dq: d % beside, qi: inverseIn(q, p) };
}

/** The key as a JSON Web Key (RFC 7518 §6.3), private part and all. */
export function rsaJwk({ n, d, p, q, dp, dq, qi }: RsaNumbers): JsonWebKey {
  return {
    kty: "RSA",
    n: member(n),
    e: member(EXPONENT),
    d: member(d),
    p: member(p),
    q: member(q),
    dp: member(dp),
    dq: member(dq),
    qi: member(qi),
  };
}

/** A number in as few bytes as it takes: browsers refuse leading zeros. */
function member(number: bigint): string {
  return toBase64Url(bytesOf(number, Math.ceil(number.toString(16).length / 2)));
}
