/** A run of text of one kind, as written between the marks. */
export type RichSpan = Readonly<{ kind: "text" | "em" | "code"; text: string }>;

/** Code first: a star inside code is a star. Emphasis does not begin or end with a space, so `2 * 3 * 4` stays as it is. */
const MARKED = /`([^`]+)`|\*([^\s*](?:[^*]*[^\s*])?)\*/g;

/**
 * Splits `*emphasis*` and `` `code` `` into spans; everything else is plain text, unpaired marks included.
 * Total: any string gives spans. Marks do not nest.
 */
export function richSpans(source: string): readonly RichSpan[] {
  const spans: RichSpan[] = [];
  let at = 0;
  for (const match of source.matchAll(MARKED)) {
    if (match.index > at) spans.push({ kind: "text", text: source.slice(at, match.index) });
    const [whole, code, em] = match;
    spans.push(code === undefined ? { kind: "em", text: em ?? "" } : { kind: "code", text: code });
    at = match.index + whole.length;
  }
  if (at < source.length) spans.push({ kind: "text", text: source.slice(at) });
  return spans;
}
