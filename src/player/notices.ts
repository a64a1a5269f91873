const MOST_NOTICES = 6;

/** The notices with one more at the end; a sentence stands there once, and the oldest go first. */
export function withNotice(notices: readonly string[], sentence: string): readonly string[] {
  return [...notices.filter((known) => known !== sentence), sentence].slice(-MOST_NOTICES);
}
