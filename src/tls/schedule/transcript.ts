import { concat } from "../../bytes/text.ts";
import { type HashName, RunningHash } from "../../crypto/hash.ts";
import { HANDSHAKE_TYPES } from "../codepoints.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The hash of a connection's handshake messages in their order, headers included (RFC 8446 §4.4.1). The hash function
 * is known only once a suite is; until `use` the messages are just kept.
 */
export class Transcript {
  private waiting: Uint8Array[] = [];
  private running: Readonly<{ name: HashName; hash: RunningHash }> | null = null;

  /** @param message whole, with its 4-byte header; before `use` it is kept, not copied */
  add(message: Uint8Array): void {
    if (this.running === null) this.waiting.push(message);
    else this.running.hash.add(message);
  }

  /** Names the hash function. The same one may be named again; another one is a bug of ours. */
  use(name: HashName): void {
    if (this.running !== null) {
      if (this.running.name !== name)
        throw new Error(`the transcript is hashed with ${this.running.name}, not ${name}`);
      return;
    }
    this.running = { name, hash: hashOf(name, this.waiting) };
    this.waiting = [];
  }

  /** Hash of all messages so far. */
  hash(): Bytes {
    return this.chosen().hash.digest();
  }

  /** Hash as if these bytes stood behind the messages so far, which stay as they are (for binders: §4.2.11.2). */
  hashWith(more: Uint8Array): Bytes {
    return this.chosen().hash.digest(more);
  }

  /**
   * For a HelloRetryRequest, before it is added: what came so far (the first ClientHello) is replaced by the synthetic
   * message `message_hash` that holds its hash.
   */
  restart(): void {
    const { name, hash } = this.chosen();
    const first = hash.digest();
    const header = Uint8Array.of(HANDSHAKE_TYPES.message_hash, 0, 0, first.length);
    this.running = { name, hash: hashOf(name, [concat(header, first)]) };
  }

  private chosen(): Readonly<{ name: HashName; hash: RunningHash }> {
    if (this.running === null) throw new Error("the transcript's hash function is not known yet");
    return this.running;
  }
}

function hashOf(name: HashName, parts: readonly Uint8Array[]): RunningHash {
  const hash = new RunningHash(name);
  for (const part of parts) hash.add(part);
  return hash;
}
