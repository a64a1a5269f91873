import type { Value } from "./t.ts";

/** A language that the page can speak. */
export type Language = Readonly<{
  /** Its BCP 47 tag. */
  tag: string;
  dir: "ltr" | "rtl";
  /** A message by its key (see `keyOf`) and values; null for English, in which the messages stand in the code. */
  say: ((key: string, values: readonly Value[]) => string) | null;
}>;

/** The language in which the code is written. */
export const source: Language = { tag: "en", dir: "ltr", say: null };
