import { t } from "../language/t.ts";
import { type Param, quoted } from "./address.ts";
import type { Wish } from "./url.ts";

/** The most characters of a seed. */
export const LONGEST_SEED = 64;

/**
 * A seed as it counts, so that what looks the same is the same: compatibility forms and spaces made one (NFKC), none
 * around it. Null where nothing is left, or more than 64 characters, or one that can't be seen.
 */
export function readSeed(text: string): string | null {
  const seed = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  return /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,64}$/u.test(seed) ? seed : null;
}

/** A wish with the seed that the address asks for; where that is none, without, and with a sentence that says so. */
export function withSeed(wish: Wish, { items }: Param): Wish {
  const [item, ...more] = items;
  const seed = item === undefined || item.after !== null || more.length > 0 ? null : readSeed(item.value);
  if (seed !== null) return { ...wish, view: { ...wish.view, seed } };
  const text = quoted(items.map(({ value }) => value).join(","));
  const sentence = t`A seed has 1 to ${LONGEST_SEED} characters that can be seen, which ${text} has not, so this run has keys of its own.`;
  return { ...wish, sentences: [...wish.sentences, sentence] };
}
