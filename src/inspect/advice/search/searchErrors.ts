import type { FaultId } from "../../../pki/issue/faults.ts";
import type { Purpose } from "../../../pki/verdict.ts";
import { allClientWords } from "../clientWords.ts";
import { plausibility } from "./plausibility.ts";
import { buildIndex, eachGram, type Faults, type IndexLine, type SearchIndex } from "./searchIndex.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A fault that pasted words speak of. */
export type ErrorHit = Readonly<{
  fault: FaultId;
  /** Whose certificate it is most likely about. */
  purpose: Purpose;
  /** From 0 to 1, where 1 is the best of these results. */
  score: number;
  /** The measured line that was found again; where only a part of one was found, that part of the pasted text. */
  matched: string;
  /** A program that says this; null for a part. */
  said: string | null;
}>;

let coming: Promise<SearchIndex> | null = null;

/**
 * Finds what a pasted error message (a line, a log, a stack trace, a page of a browser, the name or number of an alert)
 * speaks of, the likeliest first; faults with the same words all come. Empty: nothing that any program was heard to say.
 * Looks at the first 64 KiB. Rejects only where the data can't be fetched.
 */
export async function searchErrors(text: string): Promise<readonly ErrorHit[]> {
  coming ??= allClientWords().then(buildIndex);
  const pending = coming;
  try {
    return searchIn(await pending, text);
  } catch (error) {
    if (coming === pending) coming = null;
    throw error;
  }
}

/** Of a line, so much must be found again for it to count at all. */
const COVER = 0.8;
/** A result has at least so much of the best one's score. */
const LEAST_SHARE = 0.25;
/** Words without which a few words in a row are chance, not an error message about certificates. */
const TELLING =
  /^(?:cert|x509|ssl|tls|pki|alert|verif|sign|issuer|authori|trust|handshake|revo|expir|chain|purpose|constraint|subtree|nss|sec$|err|digest|crl|ocsp|intermediate|valid|unknown|denied|ca$|ee$|decrypt|key|pathlen|path$|self|host|match|mismatch|subject)/;

type Tally = { score: number; ofClient: number; best: number; matched: string; said: string | null };
type Place = Readonly<{ at: number; size: number }>;

/** As searchErrors, in an index at hand. Never throws; time grows with the text, which is cut at 64 KiB. */
export function searchIn(index: SearchIndex, text: string): readonly ErrorHit[] {
  const tokens = tokensOf(text);
  const ids = Uint16Array.from(tokens, ({ word }) => index.vocabulary.get(word) ?? 0);
  const seen = new Map<number, Place>();
  const covered = new Map<number, number>();
  eachGram(ids, (key, size, at) => {
    if (seen.has(key)) return;
    const gram = index.grams.get(key);
    if (gram === undefined) return;
    seen.set(key, { at, size });
    for (const line of gram.lines) covered.set(line, (covered.get(line) ?? 0) + 1);
  });
  const tallies = new Map<FaultId, Tally>();
  const explained = countLines(index, covered, tallies);
  for (const [key, { at, size }] of seen) {
    const gram = index.grams.get(key);
    if (gram === undefined || explained.has(key)) continue;
    const weight = gramWeight(tokens, at, size, gram.focus);
    if (weight > 0)
      give(tallies, gram.faults, weight, () => ({ matched: sliceOf(text, tokens, at, size), said: null }));
  }
  return ranked(tallies);
}

/** Lines that were found again count, the longest first; gives the runs of words that they explain. */
function countLines(
  { lines }: SearchIndex,
  covered: ReadonlyMap<number, number>,
  tallies: Map<FaultId, Tally>,
): ReadonlySet<number> {
  const found = Array.from(covered, ([place, count]) => ({ line: lines[place], count }))
    .flatMap(({ line, count }) => (line === undefined ? [] : [{ line, cover: count / line.grams.length }]))
    .filter(({ line, cover }) => cover >= COVER && isTelling(line))
    .sort((a, b) => b.cover - a.cover || b.line.size - a.line.size);
  const explained = new Set<number>();
  for (const { line, cover } of found) {
    // What a longer line has said already, a shorter one within it, or one of which a part is missing, doesn't add to.
    if (line.grams.every((key) => explained.has(key))) continue;
    if (cover < 1 && line.grams.some((key) => explained.has(key))) continue;
    for (const key of line.grams) explained.add(key);
    const closeness = ((cover - COVER) / (1 - COVER)) ** 2;
    give(tallies, line.faults, closeness * lineWeight(line), () => ({ matched: line.text, said: line.said }));
  }
  return explained;
}

/** What a run of words is worth: nothing where all faults have it, or where anybody might write it. */
function gramWeight(tokens: readonly Token[], at: number, size: number, focus: number): number {
  let telling = 0;
  for (let place = at; place < at + size; place += 1) if (TELLING.test(tokens[place]?.word ?? "")) telling += 1;
  if (size === 1) return (tokens[at]?.word ?? "").length >= 14 && focus > 0.4 ? focus : 0;
  if (focus < 0.2 || telling < (size === 4 ? 1 : 2)) return 0;
  return focus * focus * (size - 1);
}

function isTelling({ size, text }: IndexLine): boolean {
  return size >= 5 || (size >= 2 && tokensOf(text).some(({ word }) => TELLING.test(word)));
}

function lineWeight({ size, focus }: IndexLine): number {
  return (0.1 + focus) * Math.sqrt(size) * 3;
}

function give(
  tallies: Map<FaultId, Tally>,
  faults: Faults,
  weight: number,
  what: () => Readonly<{ matched: string; said: string | null }>,
): void {
  let total = 0;
  for (const { all } of faults.values()) total += Math.sqrt(all);
  for (const [fault, { all, client }] of faults) {
    // That many programs say it of one fault doesn't make this fault as many times likelier.
    const share = (weight * Math.sqrt(all)) / total;
    const tally = tallies.get(fault) ?? { score: 0, ofClient: 0, best: 0, matched: "", said: null };
    tallies.set(fault, tally);
    tally.score += share;
    tally.ofClient += (share * client) / all;
    if (share <= tally.best) continue;
    tally.best = share;
    Object.assign(tally, what());
  }
}

function ranked(tallies: ReadonlyMap<FaultId, Tally>): readonly ErrorHit[] {
  const all = Array.from(tallies, ([fault, { score, ofClient, matched, said }]) => ({
    fault,
    purpose: purposeOf(ofClient > score / 2),
    score: score * plausibility(fault),
    matched,
    said,
  })).sort((a, b) => b.score - a.score);
  const best = all[0]?.score ?? 0;
  return all
    .filter(({ score }) => score >= LEAST_SHARE * best)
    .map(({ score, ...hit }) => ({ ...hit, score: score / best }));
}

function purposeOf(isOfClient: boolean): Purpose {
  return isOfClient ? "client" : "server";
}

function sliceOf(text: string, tokens: readonly Token[], at: number, size: number): string {
  return text.slice(tokens[at]?.start ?? 0, tokens[at + size - 1]?.end ?? 0);
}
