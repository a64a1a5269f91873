/** A text as words that can be compared: case, punctuation, underscores, quotes and what differs each time fall away. */

export type Token = Readonly<{ word: string; start: number; end: number }>;

const WORD = /[a-z0-9]+/g;
/** A placeholder of the data file. */
const PLACEHOLDER = /<[a-z]+>/g;
/** Names of the measurements, which nobody else's log has. */
const OWN_NAMES = /\b(?:other-)?(?:bob|alice)\.example\b|\bbob\b|\balice\b/g;
const VARYING: readonly RegExp[] = [
  // Times and dates.
  /\d{4}[-/]\d\d[-/]\d\d(?:[t ]\d\d:\d\d(?::\d\d)?[\d.]*z?)?/g,
  /\b\d{1,2}:\d\d(?::\d\d)[\d.]*/g,
  // Addresses with ports, host names, paths, serial numbers and the like.
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g,
  /\b(?:0x)?[0-9a-f]{12,}\b/g,
];

/** Pasted text may be long; more than this is not looked at. */
export const MAX_INPUT = 64 * 1024;

/** The words of a text in order, with their places in it. */
export function tokensOf(text: string): readonly Token[] {
  return Array.from(comparable(text).matchAll(WORD), (match) => {
    const [word] = match;
    return { word, start: match.index, end: match.index + word.length };
  });
}

/** Of the same length as the text, so that places stay. */
function comparable(text: string): string {
  // A capital letter may become two letters in lower case, which would move all places.
  const lower = text.slice(0, MAX_INPUT).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const blank = (found: string): string => " ".repeat(found.length);
  let plain = lower.replaceAll(PLACEHOLDER, blank).replaceAll(OWN_NAMES, blank);
  for (const pattern of VARYING) plain = plain.replaceAll(pattern, blank);
  return plain;
}
