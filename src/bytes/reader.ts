import type { ByteTree } from "./tree.ts";

/** Why bytes could not be decoded: the field, where it began, and what was wanted. */
export class DecodeError extends Error {
  constructor(
    readonly path: string,
    readonly offset: number,
    readonly wanted: string,
  ) {
    super(`${path} at byte ${offset}: ${wanted}`);
    this.name = "DecodeError";
  }
}

type Open = { name: string; path: string; start: number; value: string | null; children: ByteTree[] };

/**
 * Reads big-endian fields and notes each as it goes: reading and explaining are one act.
 * Every method throws DecodeError where the bytes do not hold the field; nothing else is thrown for bad input.
 */
export class Reader {
  private offset = 0;
  private limit: number;
  private open: Open;

  constructor(
    private readonly bytes: Uint8Array,
    name: string,
  ) {
    this.limit = bytes.length;
    this.open = { name, path: name, start: 0, value: null, children: [] };
  }

  /** Bytes left in the field being read. */
  get remaining(): number {
    return this.limit - this.offset;
  }

  /** An unsigned number of 1, 2 or 3 bytes; `show` says what it means. */
  uint(size: 1 | 2 | 3, name: string, show: (value: number) => string = String): number {
    let value = 0;
    for (const byte of this.take(size, name)) value = value * 256 + byte;
    this.leaf(name, size, show(value));
    return value;
  }

  /** Exactly `size` bytes. */
  fixed(size: number, name: string, show?: (bytes: Uint8Array) => string): Uint8Array<ArrayBuffer> {
    const bytes = this.take(size, name);
    this.leaf(name, size, show?.(bytes) ?? null);
    return bytes;
  }

  /** A length of `lengthSize` bytes, then that many bytes. */
  vector(lengthSize: 1 | 2 | 3, name: string, show?: (bytes: Uint8Array) => string): Uint8Array<ArrayBuffer> {
    return this.scope(name, () => {
      const size = this.uint(lengthSize, "length");
      const bytes = this.take(size, name);
      this.leaf("value", size, show?.(bytes) ?? null);
      this.open.value = show?.(bytes) ?? `${size} bytes`;
      return bytes;
    });
  }

  /** A named group of fields; the fields that `read` reads become its children. */
  scope<T>(name: string, read: () => T): T {
    const parent = this.open;
    this.open = { name, path: `${parent.path}.${name}`, start: this.offset, value: null, children: [] };
    const result = read();
    const { open } = this;
    parent.children.push({ ...open, end: this.offset, children: open.children });
    this.open = parent;
    return result;
  }

  /** A length, then fields that must fill it exactly. */
  block<T>(lengthSize: 1 | 2 | 3, name: string, read: () => T): T {
    return this.scope(name, () => {
      const size = this.uint(lengthSize, "length");
      if (size > this.remaining) throw this.error(name, `${size} bytes, but ${this.remaining} are left`);
      const outer = this.limit;
      this.limit = this.offset + size;
      const result = read();
      if (this.remaining > 0)
        throw this.error(name, `nothing after its last field, but ${this.remaining} bytes are left`);
      this.limit = outer;
      return result;
    });
  }

  /** The whole tree; throws where bytes are left over. */
  finish(): ByteTree {
    if (this.remaining > 0) throw this.error(this.open.name, `no more bytes, but ${this.remaining} are left`);
    return { ...this.open, end: this.offset, children: this.open.children };
  }

  /** An error at the present place, for values that the caller refuses. */
  error(name: string, wanted: string): DecodeError {
    return new DecodeError(`${this.open.path}.${name}`, this.offset, wanted);
  }

  private take(size: number, name: string): Uint8Array<ArrayBuffer> {
    if (size > this.remaining) throw this.error(name, `${size} bytes, but ${this.remaining} are left`);
    const bytes = new Uint8Array(this.bytes.slice(this.offset, this.offset + size));
    this.offset += size;
    return bytes;
  }

  private leaf(name: string, size: number, value: string | null): void {
    const path = `${this.open.path}.${name}`;
    this.open.children.push({ name, path, start: this.offset - size, end: this.offset, value, children: [] });
  }
}
