/** What the page speaks, each in its own words, in the order in which they are offered. */
export const languages = [
  { tag: "en", name: "English" },
  { tag: "de", name: "Deutsch" },
] as const;

/** For tests of layout: English with accents and a third longer; English written from right to left. */
export const pseudoTags = ["en-XA", "ar-XB"] as const;

export type Tag = (typeof languages)[number]["tag"] | (typeof pseudoTags)[number];

const all: readonly Tag[] = [...languages.map(({ tag }) => tag), ...pseudoTags];

/** The language meant by a tag that somebody wrote: `de-CH` and `DE` are `de`. Null where the page doesn't speak it. */
export function spoken(tag: string): Tag | null {
  const plain = tag.toLowerCase().replace("_", "-");
  const exact = all.find((one) => one.toLowerCase() === plain);
  return exact ?? all.find((one) => one === plain.split("-")[0]) ?? null;
}

/** The first of these that the page speaks; English where it speaks none. */
export function firstSpoken(tags: readonly (string | null)[]): Tag {
  for (const tag of tags) {
    const found = tag === null ? null : spoken(tag);
    if (found !== null) return found;
  }
  return "en";
}
