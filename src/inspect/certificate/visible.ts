import { t } from "../../language/t.ts";
/** A run of text that can be shown as it is, or one character that cannot be seen or would move its neighbours. */
export type VisibleSpan = Readonly<{ text: string; hidden: boolean }>;

/**
 * Controls, formats (bidirectional overrides, zero-width joiners, the soft hyphen), lone surrogates, private use, line
 * and paragraph separators, every space but the plain one, and fillers that are letters by name alone.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]|(?! )\p{Zs}/gu;

/** Longer text is cut: a name in a certificate may be as long as its maker likes. */
const MOST = 400;

/** Text from a certificate as spans; hidden characters are spelt by code point (`U+202E`). Total. */
export function visibleSpans(text: string): readonly VisibleSpan[] {
  const spans: VisibleSpan[] = [];
  const shown = text.slice(0, MOST);
  let at = 0;
  for (const match of shown.matchAll(HIDDEN)) {
    if (match.index > at) spans.push({ text: shown.slice(at, match.index), hidden: false });
    spans.push({ text: codePoint(match[0]), hidden: true });
    at = match.index + match[0].length;
  }
  if (at < shown.length) spans.push({ text: shown.slice(at), hidden: false });
  if (text.length > MOST) spans.push({ text: t` (${text.length - MOST} more characters)`, hidden: true });
  return spans;
}

/** The same as one string, hidden characters in angle brackets (`‹U+202E›`). */
export function visible(text: string): string {
  return visibleSpans(text)
    .map((span) => (span.hidden ? `‹${span.text.trim()}›` : span.text))
    .join("");
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
