import { utf8 } from "../../bytes/text.ts";
import { numberOf } from "../bigNumbers.ts";
import { HmacDrbg } from "./drbg.ts";

/**
 * The primes of which the RSA keys of seeded runs are made. They are published here, and no key made of them is a secret
 * to anybody: finding new ones takes a page a second, and what a seed gives is known to all who know the seed anyway.
 *
 * Each is the first prime from a number on that a generator gives for its place in the list. What stands here is how
 * many odd numbers lie between, so that nothing has to be searched; a test looks whether they are primes, and the first.
 */
const DISTANCES = {
  1024: "2184 98 110 128 160 244 225 574 161 73 58 182 427 67 90 427 355 44 212 368 353 22 205 114 599 50 411 327 236 8 263 1000 0 337 37 117 574 221 16 258 121 174 534 798 454 285 296 339 73 49 160 231 127 814 562 145 265 96 240 89 113 546 308 218 128 690 35 41 217 25 101 708 753 838 497 72 301 297 162 18 491 292 71 1375 790 503 51 408 306 561 524 511 286 570 445 257 168 8 284 284 238 43 256 214 144 129 164 1552 222 164 450 344 1346 531 21 30 402 740 1218 153 10 505 910 119 619 146 738 270",
  512: "108 38 165 184 127 19 377 18 273 735 134 236 101 6 122 22 125 165 0 130 268 3 133 60 144 262 334 125 724 182 166 252 324 520 6 175 306 134 42 3 6 308 258 52 253 415 259 3 104 283 46 34 55 227 552 300 127 28 171 92 152 191 60 183",
} as const;

export type PrimeBits = keyof typeof DISTANCES;

const LISTS: Readonly<Record<PrimeBits, readonly string[]>> = {
  1024: DISTANCES[1024].split(" "),
  512: DISTANCES[512].split(" "),
};

/** How many primes of this size there are. */
export function primesOf(bits: PrimeBits): number {
  return LISTS[bits].length;
}

/** The prime at a place in the list. */
export function primeAt(bits: PrimeBits, place: number): bigint {
  return startAt(bits, place) + 2n * BigInt(LISTS[bits][place] ?? 0);
}

/** Where its search began: an odd number whose two highest bits are set, so that products have all their bits. */
export function startAt(bits: PrimeBits, place: number): bigint {
  const bytes = new HmacDrbg(utf8(`a prime of ${bits} bits`), Uint8Array.of(place)).generate(bits / 8);
  bytes[0] = (bytes[0] ?? 0) | 0xc0;
  return numberOf(bytes) | 1n;
}
