import type { FaultId } from "../../../pki/issue/faults.ts";
import { ALERTS } from "../../../tls/codepoints.ts";
import { ADVISED } from "../advice.ts";
import type { ClientWord } from "../clientWords.ts";
import { ROOT_ALONG } from "./rootAlong.ts";
import { tokensOf } from "./tokens.ts";

/**
 * What was measured, made ready to be searched: every distinct line, and every run of up to four words in a line, each
 * with how many programs said it of which fault.
 */
export type SearchIndex = Readonly<{
  /** A number for every word that occurs; from 1. */
  vocabulary: ReadonlyMap<string, number>;
  lines: readonly IndexLine[];
  /** By key: see `gramKey`. */
  grams: ReadonlyMap<number, Gram>;
}>;

/** By how many programs each fault was told with these words; `client`: of those, about a client's certificate. */
export type Faults = ReadonlyMap<FaultId, Count>;
export type Count = Readonly<{ all: number; client: number }>;

/** Said of which faults, by how many programs; `focus` from 0 (of all alike) to 1 (of one only). */
export type IndexLine = Readonly<{
  text: string;
  size: number;
  /** The keys of its runs, each once. */
  grams: readonly number[];
  faults: Faults;
  focus: number;
  said: string;
}>;
export type Gram = Readonly<{ size: number; faults: Faults; focus: number; lines: readonly number[] }>;

export const LONGEST = 4;
/** More than words in the file; four of them make a number that is still exact. */
const BASE = 8192;

/** Who said it: `of` is a program and the side that judged. */
type Draft = { text: string; words: readonly string[]; said: Map<FaultId, Map<string, Said>> };
type Said = Readonly<{ client: string; side: "client" | "server" }>;
type Found = { size: number; counts: Map<FaultId, Count>; lines: number[] };

/** Builds the index from what was measured. */
export function buildIndex(words: readonly ClientWord[]): SearchIndex {
  const drafts = draftsOf([...words, ...ROOT_ALONG]);
  const vocabulary = new Map<string, number>();
  for (const { words: own } of drafts) {
    for (const word of own) if (!vocabulary.has(word)) vocabulary.set(word, vocabulary.size + 1);
  }
  if (vocabulary.size >= BASE) throw new RangeError("too many words for the keys of the index");
  const found = new Map<number, Found>();
  const lines = drafts.map((draft, place): IndexLine => {
    const ids = draft.words.map((word) => vocabulary.get(word) ?? 0);
    const counts = countsOf(draft.said);
    const own = new Set<number>();
    eachGram(ids, (key, size) => {
      if (own.has(key)) return;
      own.add(key);
      const gram: Found = found.get(key) ?? { size, counts: new Map(), lines: [] };
      found.set(key, gram);
      gram.lines.push(place);
      for (const [fault, count] of counts) gram.counts.set(fault, sum(gram.counts.get(fault), count));
    });
    const said = [...draft.said.values()][0]?.values().next().value?.client ?? "";
    return { text: draft.text, size: ids.length, grams: [...own], faults: counts, focus: focusOf(counts), said };
  });
  const grams = new Map<number, Gram>();
  for (const [key, { size, counts, lines: own }] of found) {
    grams.set(key, { size, faults: counts, focus: focusOf(counts), lines: own });
  }
  return { vocabulary, lines, grams };
}

/** Calls back for every run of one to four known words; 0 is a word that is not known, over which no run goes. */
export function eachGram(ids: ArrayLike<number>, call: (key: number, size: number, at: number) => void): void {
  for (let at = 0; at < ids.length; at += 1) {
    let key = 0;
    for (let size = 1; size <= LONGEST && at + size <= ids.length; size += 1) {
      const id = ids[at + size - 1] ?? 0;
      if (id === 0) break;
      key = key * BASE + id;
      call(key, size, at);
    }
  }
}

/** Every distinct line, with who said it of what; and the names and numbers of alerts, with what they were sent for. */
function draftsOf(words: readonly ClientWord[]): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  const add = (text: string, { fault, client, side }: ClientWord): void => {
    if (fault === "none") return;
    const own = tokensOf(text).map(({ word }) => word);
    if (own.length === 0) return;
    const key = own.join(" ");
    const draft = drafts.get(key) ?? { text: text.trim(), words: own, said: new Map() };
    drafts.set(key, draft);
    const programs = draft.said.get(fault) ?? new Map<string, Said>();
    draft.said.set(fault, programs.set(`${client} ${side}`, { client, side }));
  };
  for (const word of words) {
    const { accepted, text, alert, by } = word;
    if (accepted) continue;
    for (const line of text.split("\n")) add(line, word);
    if (alert === null || by !== "judge") continue;
    for (const line of alertLines(alert)) add(line, word);
  }
  const judges = words.filter(({ accepted, by }) => !accepted && by === "judge");
  for (const { accepted, by, side, alert, text } of words) {
    if (accepted || by !== "judged" || alert === null) continue;
    // What an alert makes somebody say is said of whatever else any judge sends this alert for.
    const senders = judges.filter((word) => word.alert === alert && word.side === side);
    for (const line of text.split("\n")) for (const sender of senders) add(line, sender);
  }
  return [...drafts.values()];
}

/** How programs write of an alert that they got. */
function alertLines(number: number): readonly string[] {
  const name = Object.entries(ALERTS).find(([, code]) => code === number)?.[0];
  const numbers = [`SSL alert number ${number}`, `alert number ${number}`, `alert ${number}`];
  return name === undefined ? numbers : [...numbers, `fatal alert: ${name}`, `alert ${name}`, name];
}

function countsOf(said: Draft["said"]): Faults {
  return new Map(
    Array.from(said, ([fault, programs]) => {
      const client = [...programs.values()].filter(({ side }) => side === "server").length;
      return [fault, { all: programs.size, client }];
    }),
  );
}

function sum(a: Count = { all: 0, client: 0 }, b: Count): Count {
  return { all: a.all + b.all, client: a.client + b.client };
}

/** How much a word says: one minus the entropy over the faults. */
function focusOf(counts: Faults): number {
  let total = 0;
  for (const { all } of counts.values()) total += all;
  let entropy = 0;
  for (const { all } of counts.values()) entropy -= (all / total) * Math.log(all / total);
  return 1 - entropy / Math.log(ADVISED.length);
}
