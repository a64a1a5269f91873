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

/** How many bytes a vector may hold (`<min..max>` in RFC 8446 §3.4); what is left out is not bounded. */
export type Bounds = Readonly<{ min?: number; max?: number }>;

type Open = { name: string; path: string; start: number; value: string | null; children: ByteTree[] };

/**
 * Reads big-endian fields and notes each as it goes: reading and explaining are one act.
 * Every method throws DecodeError where the bytes do not hold the field; nothing else is thrown for bad input.
 *
 * A reader that doesn't take notes reads the same and has no tree: for whoever will read the bytes again where the tree
 * is asked for (`laterTree`).
 */
export class Reader {
  private offset = 0;
  private begun = 0;
  private limit: number;
  private open: Open;

  constructor(
    private readonly bytes: Uint8Array,
    name: string,
    private readonly notes = true,
  ) {
    this.limit = bytes.length;
    this.open = { name, path: name, start: 0, value: null, children: [] };
  }

  /** How many groups of fields were begun: what decoding these bytes may cost in objects. */
  get groups(): number {
    return this.begun;
  }

  /** Bytes left in the field being read. */
  get remaining(): number {
    return this.limit - this.offset;
  }

  /** An unsigned number of 1 to 4 bytes; `show` says what it means. */
  uint(size: 1 | 2 | 3 | 4, name: string, show: (value: number) => string = String): number {
    const value = this.peek(size, name);
    this.offset += size;
    if (this.notes) this.leaf(name, size, show(value));
    return value;
  }

  /** The number that stands next, without going on: for what is named by its own first field. */
  peek(size: 1 | 2 | 3 | 4, name: string): number {
    this.want(size, name);
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (this.bytes[this.offset + i] ?? 0);
    return value;
  }

  /** All bytes left in the field being read, without going on. A view: for looking ahead only. */
  get ahead(): Uint8Array {
    return this.bytes.subarray(this.offset, this.limit);
  }

  /** Says what the field being read (a scope, a block) means as a whole. */
  note(show: () => string): void {
    if (this.notes) this.open.value = show();
  }

  /** Exactly `size` bytes. */
  fixed(size: number, name: string, show?: (bytes: Uint8Array) => string): Uint8Array<ArrayBuffer> {
    const bytes = this.take(size, name);
    if (this.notes) this.leaf(name, size, show?.(bytes) ?? null);
    return bytes;
  }

  /** A length of `lengthSize` bytes within `bounds`, then that many bytes. */
  vector(
    lengthSize: 1 | 2 | 3,
    name: string,
    show?: (bytes: Uint8Array) => string,
    bounds: Bounds = {},
  ): Uint8Array<ArrayBuffer> {
    return this.scope(name, () => {
      const size = this.size(lengthSize, bounds);
      const bytes = this.take(size, "value");
      if (this.notes) {
        this.open.value = show?.(bytes) ?? `${size} bytes`;
        this.leaf("value", size, show === undefined ? null : this.open.value);
      }
      return bytes;
    });
  }

  /** A named group of fields; the fields that `read` reads become its children. */
  scope<T>(name: string, read: () => T): T {
    const parent = this.open;
    this.begun++;
    this.open = { name, path: this.pathOf(name), start: this.offset, value: null, children: [] };
    const result = read();
    const { open } = this;
    if (this.notes) parent.children.push({ ...open, end: this.offset });
    this.open = parent;
    return result;
  }

  /** A length of `lengthSize` bytes within `bounds`, then fields that must fill it exactly. */
  block<T>(lengthSize: 1 | 2 | 3, name: string, read: () => T, bounds: Bounds = {}): T {
    return this.scope(name, () => this.within(this.size(lengthSize, bounds), read));
  }

  /** A block that holds `item` again and again until it is full. */
  list<T>(lengthSize: 1 | 2 | 3, name: string, item: () => T, bounds: Bounds = {}): T[] {
    return this.block(
      lengthSize,
      name,
      () => {
        const items: T[] = [];
        while (this.remaining > 0) items.push(item());
        return items;
      },
      bounds,
    );
  }

  /** Fields that must fill the next `size` bytes exactly; they become children of the field being read. */
  within<T>(size: number, read: () => T): T {
    if (size > this.remaining) throw this.failure(`${size} bytes, but ${this.remaining} are left`);
    const outer = this.limit;
    this.limit = this.offset + size;
    const result = read();
    if (this.remaining > 0) throw this.failure(`nothing after its last field, but ${this.remaining} bytes are left`);
    this.limit = outer;
    return result;
  }

  /** The whole tree; throws where bytes are left over. Without notes, the tree is its root alone. */
  finish(): ByteTree {
    if (this.remaining > 0) throw this.failure(`no more bytes, but ${this.remaining} are left`);
    return { ...this.open, end: this.offset };
  }

  /** An error at the present place, for values that the caller refuses. */
  error(name: string, wanted: string): DecodeError {
    return new DecodeError(this.pathOf(name), this.offset, wanted);
  }

  /** The path, as the tree has it, of a field in the field being read. */
  pathOf(name: string): string {
    return `${this.open.path}.${name}`;
  }

  /** An error of the field being read itself. */
  private failure(wanted: string): DecodeError {
    return new DecodeError(this.open.path, this.offset, wanted);
  }

  private size(lengthSize: 1 | 2 | 3, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds): number {
    const size = this.uint(lengthSize, "length");
    if (size < min) throw this.error("length", `at least ${min} bytes, not ${size}`);
    if (size > max) throw this.error("length", `at most ${max} bytes, not ${size}`);
    return size;
  }

  private want(size: number, name: string): void {
    if (size > this.remaining) throw this.error(name, `${size} bytes, but ${this.remaining} are left`);
  }

  private take(size: number, name: string): Uint8Array<ArrayBuffer> {
    this.want(size, name);
    const bytes = new Uint8Array(this.bytes.subarray(this.offset, this.offset + size));
    this.offset += size;
    return bytes;
  }

  private leaf(name: string, size: number, value: string | null): void {
    const path = this.pathOf(name);
    this.open.children.push({ name, path, start: this.offset - size, end: this.offset, value, children: [] });
  }
}
