import { expand, extract } from "@noble/hashes/hkdf.js";
import { hmac as nobleHmac } from "@noble/hashes/hmac.js";
import { sha256, sha384 } from "@noble/hashes/sha2.js";
import type { Bytes } from "./buffer.ts";

/** The hashes of TLS 1.3's cipher suites (RFC 8446 §B.4). */
export type HashName = "SHA-256" | "SHA-384";

/** Output sizes in bytes. */
export const HASH_SIZES: Readonly<Record<HashName, number>> = { "SHA-256": 32, "SHA-384": 48 };

// Synchronous on purpose: a key schedule is some sixty HMACs over a few bytes each. Through WebCrypto every one of them
// would be two promises and a hop to another thread.
const HASHES = { "SHA-256": sha256, "SHA-384": sha384 } as const;

/** SHA-256 or SHA-384 (FIPS 180-4) of the bytes: 32 or 48 bytes. */
export function digest(name: HashName, bytes: Uint8Array): Bytes {
  return HASHES[name](bytes);
}

/** A hash over bytes that come one after another, readable at any time (the transcript of RFC 8446 §4.4.1). */
export class RunningHash {
  private readonly state: ReturnType<(typeof HASHES)[HashName]["create"]>;

  constructor(name: HashName) {
    this.state = HASHES[name].create();
  }

  /** Appends bytes; they may change afterwards. */
  add(bytes: Uint8Array): void {
    this.state.update(bytes);
  }

  /** The hash of all bytes so far. More may be added after it. */
  digest(): Bytes {
    return this.state.clone().digest();
  }
}

/** HMAC (RFC 2104): as many bytes as the hash has. Any key is taken, an empty one too. */
export function hmac(name: HashName, key: Uint8Array, data: Uint8Array): Bytes {
  return nobleHmac(HASHES[name], key, data);
}

/** HKDF-Extract (RFC 5869 §2.2): a pseudorandom key, as long as the hash. An empty salt counts as zeros. */
export function hkdfExtract(name: HashName, salt: Uint8Array, inputKey: Uint8Array): Bytes {
  return extract(HASHES[name], inputKey, salt);
}

/**
 * HKDF-Expand (RFC 5869 §2.3): `length` bytes out of a pseudorandom key.
 * Throws where more than 255 hashes' worth is asked for, which would be a bug of ours.
 */
export function hkdfExpand(name: HashName, key: Uint8Array, info: Uint8Array, length: number): Bytes {
  return expand(HASHES[name], key, info, length);
}

/**
 * Are two secrets equal? Takes as long for unequal bytes as for equal ones, so that the time does not say where they
 * differ. The lengths are no secret.
 */
export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
