import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../../bytes/text.ts";
import type { Bytes } from "../buffer.ts";
import { HmacDrbg } from "./drbg.ts";

/** Another number here, and every seeded run is another: what a seed gives is promised for one version of the page. */
const WHAT = "Between Alice and Bob, seed, 1\n";

/**
 * The chance of a seeded run: a stream of its own for each label, and for each time that one is asked for. So a switch
 * that makes somebody ask for more, or in another order, changes nothing for the others.
 */
export class Streams {
  private readonly times = new Map<string, number>();
  private readonly entropy: Uint8Array;

  constructor(seed: string) {
    this.entropy = sha256(utf8(`${WHAT}${seed}`));
  }

  /** The stream of the next use of a label. */
  next(label: string): HmacDrbg {
    const times = this.times.get(label) ?? 0;
    this.times.set(label, times + 1);
    return new HmacDrbg(this.entropy, numberInFour(times), utf8(label));
  }
}

function numberInFour(number: number): Bytes {
  return Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number);
}
