const LONGEST = 120;

/** Control characters, line separators, and marks that turn or hide text (bidirectional, zero width, tags). */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text out of a certificate made fit to be shown: what could not be seen is written as `\u{202e}`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);
}

/** `visible`, cut to a length that fits a line or two. */
export function brief(text: string): string {
  const shown = visible(text);
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1)}…`;
}

/** A few of the texts, in words: `a, b and 3 more`. */
export function several(texts: readonly string[], most = 4): string {
  const shown = texts.slice(0, most).map(brief);
  const rest = texts.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
