import { describeCertificate } from "../../../pki/describe.ts";
import { judgePath } from "../../../pki/path/judge.ts";
import { MAX_PRESENTED } from "../../../pki/path/limits.ts";
import { type Verify, verifier } from "../../../pki/path/links.ts";
import type { Verdict } from "../../../pki/verdict.ts";
import type { Options } from "../options.ts";
import type { Card } from "./cards.ts";
import { cardsIn, type Link, linksOf, partialPath, relevantTo } from "./chain.ts";

export { cardsOf, likeliest } from "./cards.ts";
export { describeCertificate };

export type Question = Readonly<{
  judged: Card;
  cards: readonly Card[];
  /** Ids of the certificates that are taken as trust anchors. */
  trusted: ReadonlySet<string>;
  options: Options;
  now: Date;
}>;

export type Judgement = Readonly<{
  verdict: Verdict;
  judged: Card;
  links: readonly Link[];
  /** ISO 8601: what time it was judged for. */
  at: string;
  /** How many of the certificates have nothing to do with the one that was judged. */
  aside: number;
  /** What would be the verdict, were those trusted that vouch for themselves; null where none are at hand. */
  wouldBe: Readonly<{ verdict: Verdict; anchors: readonly Card[] }> | null;
}>;

/** Judges one of the certificates by the judge that Alice and Bob use, with what else was given. */
export async function judgeCards({ judged, cards, trusted, options, now }: Question): Promise<Judgement> {
  const at = options.time === null ? now : new Date(options.time);
  const anchors = cards.filter((card) => trusted.has(card.id));
  const others = cards.filter((card) => card !== judged);
  const relevant = relevantTo(judged, others, MAX_PRESENTED - 1);
  const judgeWith = (trust: readonly Card[]): Promise<Verdict> =>
    judgePath({
      purpose: options.purpose,
      name: options.name.trim() === "" ? null : options.name.trim(),
      at,
      presented: [judged, ...relevant].map((card) => card.der),
      anchors: trust.map((card) => card.der),
      skip: new Map(),
    });
  const verdict = await judgeWith(anchors);
  const verify = verifier();
  const links = await linksOf(await pathOf(verdict, judged, others, verify), trusted, verify);
  const roots = relevant.filter((card) => card.isSelfSigned && card.isCA && !trusted.has(card.id));
  const wouldBe = verdict.accepted || roots.length === 0 ? null : { verdict: await judgeWith(roots), anchors: roots };
  const aside = others.filter((card) => !relevant.includes(card) && !trusted.has(card.id)).length;
  return { verdict, judged, links, at: at.toISOString(), aside, wouldBe };
}

async function pathOf(
  verdict: Verdict,
  judged: Card,
  others: readonly Card[],
  verify: Verify,
): Promise<readonly Card[]> {
  const found = cardsIn(verdict.path, [judged, ...others]);
  return found.length > 0 ? found : partialPath(judged, others, verify);
}
