import { readFileSync } from "node:fs";

/** Where published vectors come from, so that anybody can look: a file and its commit, or a document and its section. */
export type VectorSource = Readonly<
  | { repository: string; path: string; commit: string; license: string; kept: string }
  | { publisher: string; path: string; section: string }
>;

/** Project Wycheproof's file: cases in groups that share a key. `Group` and `Case` are what this file's kind adds. */
export type Wycheproof<Case, Group = unknown> = Readonly<{
  source: VectorSource;
  groups: readonly (Group & Readonly<{ tests: readonly (WycheproofCase & Case)[] }>)[];
}>;

/** "acceptable": a reader may take or refuse it; the test that uses it says which we do. */
type WycheproofCase = Readonly<{ tcId: number; comment: string; result: "valid" | "invalid" | "acceptable" }>;

/** A file of `src/testing/vectors`, which holds `Content` as its test says. */
export function readVectors<Content>(name: string): Content {
  const content: Content = JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), "utf8"));
  return content;
}
