import { generateKeyPair, type KeyPair } from "../crypto/keys.ts";
import { RsaPool } from "../crypto/pool.ts";

const COUNT = 16;
/** For all pools: tests that run in one process need not make them once more. */
const pairs: Promise<KeyPair>[] = [];

/**
 * Sixteen RSA pairs in turn, each made when it is first asked for: making a new one for each of thousands of runs would
 * be most of the time. A run and those that go on from it take fewer, so that in one world no two keys are the same.
 */
export class SixteenPairs extends RsaPool {
  private taken = 0;

  override prime(): void {}

  override take(): Promise<KeyPair> {
    const at = this.taken++ % COUNT;
    const pair = pairs[at] ?? generateKeyPair("RSA-OAEP 2048");
    pairs[at] = pair;
    return pair;
  }
}
