import { Queue } from "./queue.ts";
import { HEADER_SIZE } from "./sizes.ts";

/** Whole records cut ahead of need. What lies behind them stays as it was pushed. */
const AHEAD = 8;

/**
 * Cuts what the transport brings into records. Whole records are views of what was pushed, so nothing is copied; only a
 * record that is still incomplete is gathered in a buffer of its own, which has its full size from the start: a record
 * that comes byte by byte is copied once.
 */
export class Incoming {
  private readonly chunks = new Queue<Uint8Array>();
  /** What is left of the oldest chunk. */
  private chunk: Uint8Array = new Uint8Array();
  private readonly whole: Uint8Array[] = [];
  private readonly header = new Uint8Array(HEADER_SIZE);
  private body: Uint8Array | null = null;
  private filled = 0;
  private total = 0;

  /** Up to eight whole records, oldest first, headers included. */
  get records(): readonly Uint8Array[] {
    return this.whole;
  }

  /** Bytes pushed and not yet taken. */
  get size(): number {
    return this.total;
  }

  /** The header of the record that is incomplete, once it is there: what it says can be refused at once. */
  get incomplete(): Uint8Array | null {
    return this.body === null ? null : this.header;
  }

  /** @param bytes not copied: they must stay as they are until the records made of them are taken */
  push(bytes: Uint8Array): void {
    this.total += bytes.length;
    this.chunks.push(bytes);
    this.fill();
  }

  /** Removes the oldest whole record. */
  take(): void {
    this.total -= this.whole.shift()?.length ?? 0;
    this.fill();
  }

  private fill(): void {
    while (this.whole.length < AHEAD) {
      const chunk = this.chunk.length > 0 ? this.chunk : this.chunks.take();
      if (chunk === undefined) return;
      this.chunk = this.filled === 0 ? this.cut(chunk) : this.gather(chunk);
    }
  }

  /** At the start of a record: takes it whole where it is there, else begins to gather it. Gives back what is left. */
  private cut(chunk: Uint8Array): Uint8Array {
    if (chunk.length < HEADER_SIZE) return this.gather(chunk);
    const size = sizeOf(chunk);
    if (chunk.length < size) return this.gather(chunk);
    this.whole.push(chunk.subarray(0, size));
    return chunk.subarray(size);
  }

  private gather(chunk: Uint8Array): Uint8Array {
    const target = this.body ?? this.header;
    const part = chunk.subarray(0, target.length - this.filled);
    target.set(part, this.filled);
    this.filled += part.length;
    if (this.body === null && this.filled === HEADER_SIZE) {
      this.body = new Uint8Array(sizeOf(this.header));
      this.body.set(this.header);
    }
    if (this.body !== null && this.filled === this.body.length) {
      this.whole.push(this.body);
      this.body = null;
      this.filled = 0;
    }
    return chunk.subarray(part.length);
  }
}

/** Size of a record by its header, which is included (RFC 8446 §5.1). */
function sizeOf(header: Uint8Array): number {
  const [, , , high = 0, low = 0] = header;
  return HEADER_SIZE + high * 256 + low;
}
