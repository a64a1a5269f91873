/** Writes big-endian fields. Throws RangeError where a value does not fit its field: that is a bug of ours. */
export class Writer {
  private bytes = new Uint8Array(256);
  private size = 0;

  uint(size: 1 | 2 | 3 | 4, value: number): this {
    this.put(this.reserve(size), size, value);
    return this;
  }

  fixed(bytes: Uint8Array): this {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
    return this;
  }

  /** A length of `lengthSize` bytes, then the bytes. */
  vector(lengthSize: 1 | 2 | 3, bytes: Uint8Array): this {
    return this.uint(lengthSize, bytes.length).fixed(bytes);
  }

  /** A length, then what `write` writes. */
  block(lengthSize: 1 | 2 | 3, write: (inner: Writer) => void): this {
    const at = this.reserve(lengthSize);
    write(this);
    this.put(at, lengthSize, this.size - at - lengthSize);
    return this;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.size);
  }

  /** Makes room for `size` bytes; gives where they begin. */
  private reserve(size: number): number {
    const at = this.size;
    this.size += size;
    if (this.size > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.size, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return at;
  }

  private put(at: number, size: number, value: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** size) {
      throw new RangeError(`${value} does not fit ${size} bytes`);
    }
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) this.bytes[at + i] = rest % 256;
  }
}
