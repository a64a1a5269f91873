/** No case is longer: a path with its lists of the revoked, and room for absurd ones. */
export const MAX_LINE = 8 * 1024 * 1024;

/** null: a line that was too long, of which nothing was kept. */
export type Line = string | null;

/**
 * The lines of a stream, each as soon as it is whole; the last needs no end. Memory is bounded by the longest line that
 * is allowed: of a longer one nothing is kept, and what comes after its end is read as usual.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let size = 0;
  const whole = (): Line => {
    const line = size > MAX_LINE ? null : parts.join("");
    parts = [];
    size = 0;
    return line;
  };
  const add = (text: string) => {
    size += text.length;
    if (size > MAX_LINE) parts = [];
    else if (text !== "") parts.push(text);
  };
  for await (const chunk of chunks) {
    const [first = "", ...more] = textOf(decoder, chunk).split("\n");
    add(first);
    for (const next of more) {
      yield whole();
      add(next);
    }
  }
  add(decoder.decode());
  if (size > 0) yield whole();
}

function textOf(decoder: TextDecoder, chunk: Uint8Array | string): string {
  return typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
}
