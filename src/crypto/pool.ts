import { generateKeyPair, type KeyPair } from "./keys.ts";

/**
 * RSA key pairs made ahead of need: one takes about 120 ms, too long for a switch thrown in front of a class.
 * Each pair is given once.
 */
export class RsaPool {
  private readonly ready: Promise<KeyPair>[] = [];

  /** Keeps `size` pairs ready or in the making. */
  constructor(private readonly size = 1) {}

  /** Starts making pairs until as many are on their way as the pool keeps. */
  prime(): void {
    while (this.ready.length < this.size) this.ready.push(generateKeyPair("RSA-OAEP 2048"));
  }

  /** A pair that nobody had before. */
  take(): Promise<KeyPair> {
    this.prime();
    const pair = this.ready.shift();
    this.prime();
    return pair ?? generateKeyPair("RSA-OAEP 2048");
  }
}
