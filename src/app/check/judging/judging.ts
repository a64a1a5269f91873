import { describeCertificate } from "../../../pki/describe.ts";
import { judgePath } from "../../../pki/path/judge.ts";
import { MAX_PRESENTED } from "../../../pki/path/limits.ts";
import { verifier } from "../../../pki/path/links.ts";
import type { Candidate, Verdict } from "../../../pki/verdict.ts";
import type { Item } from "../material/types.ts";
import type { Options } from "../options.ts";
import type { Card } from "./cards.ts";
import { cardsIn, isOutOfOrder, type Link, linksOf, namesakesOf, relevantTo } from "./chain.ts";

export { cardsOf, likeliest } from "./cards.ts";
export { describeCertificate };

export type Question = Readonly<{
  judged: Card;
  cards: readonly Card[];
  /** Everything that was given: the lists and answers about revocation are in it. */
  items: readonly Item[];
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
  /** Does the chain stand in another order in what was given than it is to be sent in (RFC 8446 §4.4.2)? */
  outOfOrder: boolean;
  /** Where an issuer is missing: certificates of its name that are not it, as the key identifiers tell. */
  namesakes: readonly Card[];
  /** What would be the verdict, were those trusted that vouch for themselves; null where none are at hand. */
  wouldBe: Readonly<{ verdict: Verdict; anchors: readonly Card[] }> | null;
  /** The other paths that were tried, in the order of the search. */
  others: readonly Tried[];
}>;

/** A path that was tried and is not the verdict's own. */
export type Tried = Readonly<{ candidate: Candidate; cards: readonly Card[] }>;

/** Judges one of the certificates by the judge that Alice and Bob use, with what else was given. */
export async function judgeCards({ judged, cards, items, trusted, options, now }: Question): Promise<Judgement> {
  const at = options.time === null ? now : new Date(options.time);
  const anchors = cards.filter((card) => trusted.has(card.id));
  const others = cards.filter((card) => card !== judged);
  const relevant = relevantTo(judged, others, MAX_PRESENTED - 1);
  const judgeWith = (trust: readonly Card[]): Promise<Verdict> =>
    judgePath({
      purpose: options.purpose,
      profile: options.profile,
      name: options.name.trim() === "" ? null : options.name.trim(),
      at,
      presented: [judged, ...relevant].map((card) => card.der),
      anchors: trust.map((card) => card.der),
      crls: dersOf(items, "crl"),
      ocsp: dersOf(items, "ocsp"),
      skip: new Map(),
    });
  const verdict = await judgeWith(anchors);
  const tried = verdict.candidates.map((candidate) => ({ candidate, cards: cardsIn(candidate.path, cards) }));
  const own = tried.find(({ candidate }) => candidate.checks === verdict.checks);
  const verify = verifier(cards.flatMap((card) => card.parsed ?? []));
  const links = await linksOf(own?.cards ?? [judged], trusted, verify);
  const namesakes = namesakesOf(links.at(-1), cards);
  const roots = relevant.filter((card) => card.isSelfSigned && card.isCA && !trusted.has(card.id));
  return {
    verdict,
    judged,
    links,
    at: at.toISOString(),
    aside: others.filter((card) => ![...relevant, ...namesakes].includes(card) && !trusted.has(card.id)).length,
    outOfOrder: isOutOfOrder(links, cards),
    namesakes,
    wouldBe: verdict.accepted || roots.length === 0 ? null : { verdict: await judgeWith(roots), anchors: roots },
    others: tried.filter((one) => one !== own),
  };
}

function dersOf(items: readonly Item[], kind: Item["kind"]): readonly Uint8Array[] {
  return items.filter((item) => item.kind === kind).map((item) => item.der);
}
