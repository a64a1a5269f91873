import type { Hex } from "../bytes/hex.ts";

/** How a key's tone is told: what the key protects (aqua, yellow), none of both (plain), or who has it (red). */
export type KeyTone = "aqua" | "yellow" | "plain" | "red";

/** One seamless tile of 24 by 24. */
export type KeyPattern = Readonly<{ name: string; d: string; draw: "fill" | "stroke" }>;

const PATTERNS: readonly KeyPattern[] = [
  { name: "dots", draw: "fill", d: `${dot(6, 6)}${dot(18, 6)}${dot(6, 18)}${dot(18, 18)}` },
  { name: "slanted bars", draw: "stroke", d: "M-6 18 18 -6M-6 30 30 -6M6 30 30 6" },
  { name: "waves", draw: "stroke", d: "M0 6q6-8 12 0t12 0M0 18q6-8 12 0t12 0" },
  { name: "checks", draw: "fill", d: "M0 0h12v12H0zM12 12h12v12H12z" },
  { name: "rings", draw: "stroke", d: "M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0" },
  { name: "upright bars", draw: "stroke", d: "M6 0v24M18 0v24" },
  { name: "arrows", draw: "stroke", d: "M3 1l7 11-7 11M15 1l7 11-7 11" },
  { name: "crosses", draw: "stroke", d: "M6 2v8M2 6h8M18 14v8M14 18h8" },
];

/** How many patterns there are: more keys than this can't all look different, but their fingerprints do. */
export const PATTERN_COUNT = PATTERNS.length;

/** The number of the pattern that a key has by its fingerprint alone. */
export function patternIndexOf(fingerprint: Hex): number {
  const first = Number.parseInt(fingerprint.slice(0, 4), 16);
  return Number.isNaN(first) ? 0 : first % PATTERN_COUNT;
}

/** The pattern of a key: by its fingerprint, or the `index`-th where two keys must look different. */
export function patternOf(fingerprint: Hex, index?: number): KeyPattern {
  const number = index === undefined ? patternIndexOf(fingerprint) : index % PATTERN_COUNT;
  return PATTERNS[number] ?? { name: "plain", draw: "fill", d: "" };
}

/** What decides a key's pattern: its fingerprint, what it is used for, and by whom. */
export type Patterned = Readonly<{ fingerprint: Hex; use: string; holders: readonly string[] }>;

/**
 * Gives each key the number of a pattern such that all keys of a list look different as long as there are patterns
 * left; then those that are seen together do, by use first. A key has its own pattern unless one before it took that:
 * so the order must be stable.
 */
export function patternIndexes(keys: readonly Patterned[]): ReadonlyMap<Hex, number> {
  const given = new Map<Hex, Patterned & Readonly<{ index: number }>>();
  for (const key of keys) {
    if (given.has(key.fingerprint)) continue;
    const costs = Array.from({ length: PATTERN_COUNT }, () => 0);
    for (const one of given.values()) costs[one.index] = (costs[one.index] ?? 0) + costOfLookingLike(one, key);
    const least = Math.min(...costs);
    let index = patternIndexOf(key.fingerprint);
    while (costs[index] !== least) index = (index + 1) % PATTERN_COUNT;
    given.set(key.fingerprint, { ...key, index });
  }
  return new Map([...given].map(([fingerprint, { index }]) => [fingerprint, index]));
}

/** How bad it is when two keys look the same; least where one lies on nobody's desk. */
function costOfLookingLike(one: Patterned, other: Patterned): number {
  if (one.holders.length === 0 || other.holders.length === 0) return 0.01;
  if (one.use === other.use) return 100;
  return one.holders.some((holder) => other.holders.includes(holder)) ? 10 : 1;
}

/** The four digits by which a key is called on screen. */
export function shortFingerprint(fingerprint: Hex): string {
  return fingerprint.slice(0, 4);
}

function dot(x: number, y: number): string {
  return `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0-6 0`;
}
