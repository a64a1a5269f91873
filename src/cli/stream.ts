import { concat } from "../bytes/text.ts";
import { MAX_HEAD, type Read } from "../http/head.ts";
import type { Chunk } from "./channel.ts";

const LINE_FEED = 10;
const RETURN = 13;

/** Where data comes from: a channel. */
type Source = Readonly<{ read: () => Promise<Chunk | null> }>;

/** Application data as one stream of bytes, for those who read heads and bodies. */
export class Stream {
  private buffer: Uint8Array = new Uint8Array();
  /** Whether what is in the buffer came as 0-RTT. */
  private early = false;

  constructor(private readonly source: Source) {}

  /** Whether bytes have come that nobody has taken yet. */
  get waiting(): boolean {
    return this.buffer.length > 0;
  }

  /**
   * Reads until `read` finds a head or a reason to refuse, and takes the head off the stream; null where the data ends
   * before. `early`: some of it came as 0-RTT. `begun` is called as soon as the first byte is there.
   */
  async head<T>(read: (bytes: Uint8Array) => Read<T>, begun: () => void = () => {}) {
    let early = this.early && this.waiting;
    let found = read(this.buffer);
    if (this.waiting) begun();
    while (found.kind === "more") {
      const chunk = await this.source.read();
      if (chunk === null) return null;
      const hadBegun = this.waiting;
      this.early = chunk.early;
      early ||= chunk.early;
      this.buffer = concat(this.buffer, chunk.data);
      // Empty lines before a head are passed over (RFC 9112 §2.2): nothing has begun yet.
      if (this.buffer.every(isLineEnd)) this.buffer = new Uint8Array();
      if (!this.waiting) continue;
      if (!hadBegun) begun();
      // Only a line feed can end a head: without one there is nothing to find, unless it is too long already.
      if (chunk.data.includes(LINE_FEED) || this.buffer.length >= MAX_HEAD) found = read(this.buffer);
    }
    if (found.kind === "head") this.buffer = this.buffer.slice(found.size);
    return { ...found, early };
  }

  /** The next bytes, at most `most`; null where there are no more. */
  async next(most = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    const bytes = this.waiting ? this.buffer : ((await this.source.read())?.data ?? null);
    if (bytes === null) return null;
    this.buffer = bytes.subarray(Math.min(most, bytes.length));
    return bytes.subarray(0, Math.min(most, bytes.length));
  }
}

function isLineEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === RETURN;
}
