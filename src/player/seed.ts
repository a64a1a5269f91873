/** The seed of something that may have one, to be spread into something else that may. */
export function seedOf({ seed }: Readonly<{ seed?: string | undefined }>): Readonly<{ seed?: string }> {
  return seed === undefined ? {} : { seed };
}
