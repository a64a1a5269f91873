import { sha256, sha384 } from "@noble/hashes/sha2.js";
import type { Hash } from "@noble/hashes/utils.js";
import type { Bytes } from "./buffer.ts";

/** The hashes of TLS 1.3's cipher suites (RFC 8446 §B.4). */
export type HashName = "SHA-256" | "SHA-384";

/** Output sizes in bytes. */
export const HASH_SIZES: Readonly<Record<HashName, number>> = { "SHA-256": 32, "SHA-384": 48 };

/** A hash that goes on: what was added so far, and its hash at any time. */
type Running = Readonly<{ add(bytes: Uint8Array): void; digest(more?: Uint8Array): Bytes }>;

/** One hash function, with the HMAC that is made of it (RFC 2104). */
type Tools = Readonly<{
  digest(bytes: Uint8Array): Bytes;
  hmac(key: Uint8Array, ...data: readonly Uint8Array[]): Bytes;
  running(): Running;
}>;

// Synchronous on purpose: a key schedule is some sixty HMACs over a few bytes each. Through WebCrypto every one of them
// would be two promises and a hop to another thread.
const TOOLS: Readonly<Record<HashName, Tools>> = { "SHA-256": toolsOf(sha256), "SHA-384": toolsOf(sha384) };

/** The counter behind the first block of HKDF-Expand, which is nearly always the only one. */
const FIRST = Uint8Array.of(1);
const INNER = 0x36;
const OUTER = 0x5c;

/**
 * A hash function whose short calls share one working state. Making states anew for each of a handshake's HMACs keeps
 * the garbage collector busier than the hashing keeps us.
 */
function toolsOf<T extends Hash<T>>({ create, blockLen }: Readonly<{ create(): T; blockLen: number }>): Tools {
  const empty = create();
  const work = create();
  const pad = new Uint8Array(blockLen);
  const start = () => empty._cloneInto(work);
  const digest = (bytes: Uint8Array) => start().update(bytes).digest();
  return {
    digest,
    hmac(key, ...data) {
      pad.fill(0);
      pad.set(key.length > blockLen ? digest(key) : key);
      for (let i = 0; i < blockLen; i++) pad[i] = (pad[i] ?? 0) ^ INNER;
      start().update(pad);
      for (const part of data) work.update(part);
      const inner = work.digest();
      for (let i = 0; i < blockLen; i++) pad[i] = (pad[i] ?? 0) ^ (INNER ^ OUTER);
      const result = start().update(pad).update(inner).digest();
      pad.fill(0);
      return result;
    },
    running() {
      const state = create();
      return {
        add: (bytes) => void state.update(bytes),
        digest: (more) => {
          state._cloneInto(work);
          if (more !== undefined) work.update(more);
          return work.digest();
        },
      };
    },
  };
}

/** SHA-256 or SHA-384 (FIPS 180-4) of the bytes: 32 or 48 bytes. */
export function digest(name: HashName, bytes: Uint8Array): Bytes {
  return TOOLS[name].digest(bytes);
}

/** A hash over bytes that come one after another, readable at any time (the transcript of RFC 8446 §4.4.1). */
export class RunningHash {
  private readonly running: Running;

  constructor(name: HashName) {
    this.running = TOOLS[name].running();
  }

  /** Appends bytes; they may change afterwards. */
  add(bytes: Uint8Array): void {
    this.running.add(bytes);
  }

  /** The hash of all bytes so far, and of `more` behind them, which is not kept. More may be added after it. */
  digest(more?: Uint8Array): Bytes {
    return this.running.digest(more);
  }
}

/** HMAC (RFC 2104): as many bytes as the hash has. Any key is taken, an empty one too. */
export function hmac(name: HashName, key: Uint8Array, data: Uint8Array): Bytes {
  return TOOLS[name].hmac(key, data);
}

/** HKDF-Extract (RFC 5869 §2.2): a pseudorandom key, as long as the hash. An empty salt counts as zeros. */
export function hkdfExtract(name: HashName, salt: Uint8Array, inputKey: Uint8Array): Bytes {
  return TOOLS[name].hmac(salt, inputKey);
}

/**
 * HKDF-Expand (RFC 5869 §2.3): `length` bytes out of a pseudorandom key.
 * Throws RangeError where more than 255 hashes' worth is asked for, which would be a bug of ours.
 */
export function hkdfExpand(name: HashName, key: Uint8Array, info: Uint8Array, length: number): Bytes {
  const size = HASH_SIZES[name];
  const blocks = Math.ceil(length / size);
  if (blocks > 255) throw new RangeError(`${length} bytes out of HKDF-Expand`);
  if (length === size) return TOOLS[name].hmac(key, info, FIRST);
  const out = new Uint8Array(blocks * size);
  let block = new Uint8Array();
  for (let i = 0; i < blocks; i++) {
    block = TOOLS[name].hmac(key, block, info, Uint8Array.of(i + 1));
    out.set(block, i * size);
  }
  return out.slice(0, length);
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
