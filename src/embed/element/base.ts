let base = "";

/** Says where the scenes are, for elements without `base`: the address of the built site. */
export function setBase(address: string): void {
  base = address;
}

/** What was said last; empty: nothing yet. */
export function baseSet(): string {
  return base;
}
