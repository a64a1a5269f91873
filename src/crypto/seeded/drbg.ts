import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat } from "../../bytes/text.ts";
import type { Bytes } from "../buffer.ts";

const SIZE = 32;

/**
 * HMAC_DRBG over SHA-256 (SP 800-90A §10.1.2), without reseeding: what it gives follows from what it was made of. How
 * hard that is to guess is the entropy's affair: of seeded runs, everybody knows it.
 */
export class HmacDrbg {
  private key: Uint8Array = new Uint8Array(SIZE);
  private value: Uint8Array = new Uint8Array(SIZE).fill(1);
  /** The update that ends a request, put off until there is another: most streams are asked once. */
  private isDue = false;

  constructor(entropy: Uint8Array, nonce: Uint8Array, personalization: Uint8Array = new Uint8Array()) {
    this.update(concat(entropy, nonce, personalization));
  }

  /** The next bytes, as of one request (SP 800-90A §10.1.2.5): to ask twice for 8 is not to ask for 16. */
  generate(size: number): Bytes {
    if (this.isDue) this.update(new Uint8Array());
    this.isDue = true;
    const parts: Uint8Array[] = [];
    for (let made = 0; made < size; made += SIZE) {
      this.value = hmac(sha256, this.key, this.value);
      parts.push(this.value);
    }
    return concat(...parts).slice(0, size);
  }

  private update(data: Uint8Array): void {
    for (const round of data.length === 0 ? [0] : [0, 1]) {
      this.key = hmac(sha256, this.key, concat(this.value, Uint8Array.of(round), data));
      this.value = hmac(sha256, this.key, this.value);
    }
  }
}
