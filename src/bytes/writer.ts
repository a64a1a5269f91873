import { concat } from "./text.ts";

/** Writes big-endian fields. Throws RangeError where a value does not fit its field: that is a bug of ours. */
export class Writer {
  private readonly parts: Uint8Array[] = [];

  uint(size: 1 | 2 | 3, value: number): this {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** size) {
      throw new RangeError(`${value} does not fit ${size} bytes`);
    }
    const bytes = new Uint8Array(size);
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
    this.parts.push(bytes);
    return this;
  }

  fixed(bytes: Uint8Array): this {
    this.parts.push(bytes);
    return this;
  }

  /** A length of `lengthSize` bytes, then the bytes. */
  vector(lengthSize: 1 | 2 | 3, bytes: Uint8Array): this {
    return this.uint(lengthSize, bytes.length).fixed(bytes);
  }

  /** A length, then what `write` writes. */
  block(lengthSize: 1 | 2 | 3, write: (inner: Writer) => void): this {
    const inner = new Writer();
    write(inner);
    return this.vector(lengthSize, inner.finish());
  }

  finish(): Uint8Array<ArrayBuffer> {
    return concat(...this.parts);
  }
}
