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

/** The seed of something that may have one, to be spread into something else that may. */
export function seedOf({ seed }: Readonly<{ seed?: string | null | undefined }>): Readonly<{ seed?: string }> {
  return seed === undefined || seed === null ? {} : { seed };
}
