const LINE_FEED = 10;
const LONGEST_LINE = 1024;
const MOST_LINES = 256;

/**
 * Takes chunked transfer coding off a body (RFC 9112 §7.1): feed it the bytes as they come, in any pieces. Trailer
 * fields are passed over.
 */
export class ChunkedBody {
  private state: "size" | "data" | "after" | "trailer" | "done" | "bad" = "size";
  private line: number[] = [];
  private left = 0;
  private trailers = 0;

  /** True once the last chunk and the empty line after the trailer have come. */
  get done(): boolean {
    return this.state === "done";
  }

  /** The pieces of the body that were in these bytes; null where they are not chunked coding. */
  push(bytes: Uint8Array): readonly Uint8Array[] | null {
    const found: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length && this.state !== "done" && this.state !== "bad") {
      if (this.state === "data") {
        const piece = bytes.subarray(at, at + this.left);
        found.push(piece);
        this.left -= piece.length;
        at += piece.length;
        if (this.left === 0) this.state = "after";
      } else {
        this.character(bytes[at] ?? 0);
        at += 1;
      }
    }
    return this.state === "bad" ? null : found;
  }

  private character(byte: number): void {
    if (byte !== LINE_FEED) {
      this.line.push(byte);
      if (this.line.length > LONGEST_LINE) this.state = "bad";
      return;
    }
    const line = String.fromCharCode(...this.line).replace(/\r$/, "");
    this.line = [];
    this.state = this.next(line);
  }

  private next(line: string): typeof this.state {
    if (this.state === "after") return line === "" ? "size" : "bad";
    if (this.state === "trailer") {
      this.trailers += 1;
      if (line === "") return "done";
      return this.trailers > MOST_LINES ? "bad" : "trailer";
    }
    const size = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(line)?.[1];
    if (size === undefined) return "bad";
    this.left = Number.parseInt(size, 16);
    return this.left === 0 ? "trailer" : "data";
  }
}
