import { DecodeError } from "../../bytes/reader.ts";

/**
 * A place in DER that moves along: it reads element after element as strictly as `readElement` does, without making an
 * object for each. Lists of the revoked can have a hundred thousand entries.
 */
export class DerCursor {
  tag = 0;
  start = 0;
  contentStart = 0;
  end = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly path: string,
  ) {}

  /** Reads the element at `at`, which must end by `limit`. Throws DecodeError where there is none. */
  read(at: number, limit: number): this {
    const tag = this.octet(at, limit);
    if ((tag & 0x1f) === 0x1f) throw new DecodeError(this.path, at, "a tag of one byte");
    const first = this.octet(at + 1, limit);
    const size = first < 0x80 ? 0 : first - 0x80;
    const length = first < 0x80 ? first : this.longLength(at, size, limit);
    this.tag = tag;
    this.start = at;
    this.contentStart = at + 2 + size;
    this.end = this.contentStart + length;
    if (this.end > limit) throw new DecodeError(this.path, at, `${length} bytes, which are not there`);
    return this;
  }

  /** Reads the element at `at`, which must have this tag. */
  expect(tag: number, at: number, limit: number): this {
    this.read(at, limit);
    if (this.tag !== tag) throw new DecodeError(this.path, at, `an element with tag ${tag}`);
    return this;
  }

  /** Has the element just this content? */
  holds(content: Uint8Array): boolean {
    if (this.end - this.contentStart !== content.length) return false;
    for (let i = 0; i < content.length; i++) if (this.bytes[this.contentStart + i] !== content[i]) return false;
    return true;
  }

  private longLength(at: number, size: number, limit: number): number {
    if (size < 1 || size > 3) throw new DecodeError(this.path, at, "a definite length of at most three bytes");
    let length = 0;
    for (let i = 0; i < size; i++) length = length * 256 + this.octet(at + 2 + i, limit);
    if (length < 0x80 || length < 256 ** (size - 1))
      throw new DecodeError(this.path, at, "the shortest form of the length");
    return length;
  }

  private octet(at: number, limit: number): number {
    const byte = at < limit ? this.bytes[at] : undefined;
    if (byte === undefined) throw new DecodeError(this.path, at, "another byte");
    return byte;
  }
}
