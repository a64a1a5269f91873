import { refuse } from "../failure.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** HandshakeType and a length of three bytes (RFC 8446 §4). */
const HEADER = 4;

/**
 * Puts handshake messages together from the contents of handshake records: a message may span records, and a record may
 * hold several (RFC 8446 §5.1).
 */
export class MessageAssembler {
  /** The record contents not looked at yet. */
  private readonly waiting: Uint8Array[] = [];
  private readonly header = new Uint8Array(HEADER);
  /** The unfinished message, at its full size; null while its header is not whole. */
  private message: Bytes | null = null;
  /** Bytes of the unfinished message that are there. */
  private filled = 0;

  /** @param limit the largest message taken, in bytes with its header */
  constructor(private readonly limit: number) {}

  /** @param content of one handshake record. It is not copied before `next` asks for it */
  push(content: Uint8Array): void {
    if (content.length > 0) this.waiting.push(content);
  }

  /** Bytes that came and have not been given out by `next`: 0 where a record boundary is also a message boundary. */
  get partial(): number {
    return this.waiting.reduce((sum, content) => sum + content.length, this.filled);
  }

  /** The next whole message, header included; null: more is wanted. Refuses messages over the limit ("too-much"). */
  next(): Bytes | null {
    for (;;) {
      if (this.message !== null && this.filled === this.message.length) return this.finish(this.message);
      const content = this.waiting.shift();
      if (content === undefined) return null;
      const rest = this.take(content);
      if (rest.length > 0) this.waiting.unshift(rest);
    }
  }

  /** Takes what belongs to the header or the body under way; gives the rest back. */
  private take(content: Uint8Array): Uint8Array {
    const target = this.message ?? this.header;
    const part = content.subarray(0, target.length - this.filled);
    target.set(part, this.filled);
    this.filled += part.length;
    if (this.message === null && this.filled === HEADER) this.message = this.begin();
    return content.subarray(part.length);
  }

  private begin(): Bytes {
    const [, high = 0, middle = 0, low = 0] = this.header;
    const size = HEADER + high * 65536 + middle * 256 + low;
    if (size > this.limit) {
      refuse({ code: "too-much", what: "bytes in a handshake message", limit: this.limit, section: "RFC 8446 §4" });
    }
    const message = new Uint8Array(size);
    message.set(this.header);
    return message;
  }

  private finish(message: Bytes): Bytes {
    this.message = null;
    this.filled = 0;
    return message;
  }
}
