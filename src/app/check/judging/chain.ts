import { toHex } from "../../../bytes/hex.ts";
import type { ParsedCertificate } from "../../../pki/parse.ts";
import { mayHaveIssued, type Verify } from "../../../pki/path/links.ts";
import type { Card } from "./cards.ts";

/**
 * How a certificate is tied to the next one up. signed: its signature fits that one's key; unsigned: it does not;
 * unknown: nobody here can verify such a signature; missing: nothing that was given is its issuer; loose: it vouches
 * for itself, and nobody here trusts it; top: it is a trust anchor.
 */
export type Tie = "signed" | "unsigned" | "unknown" | "missing" | "loose" | "top";

export type Link = Readonly<{ card: Card; tie: Tie; isAnchor: boolean }>;

/** A path with what ties each certificate to the next; signatures are really verified. */
export async function linksOf(
  path: readonly Card[],
  anchors: ReadonlySet<string>,
  verify: Verify,
): Promise<readonly Link[]> {
  return Promise.all(
    path.map(async (card, at) => {
      const isAnchor = anchors.has(card.id);
      const next = path[at + 1];
      return { card, isAnchor, tie: await tieOf(card, next, isAnchor, verify) };
    }),
  );
}

async function tieOf(card: Card, next: Card | undefined, isAnchor: boolean, verify: Verify): Promise<Tie> {
  if (next === undefined) return isAnchor ? "top" : card.isSelfSigned ? "loose" : "missing";
  if (card.parsed === null || next.parsed === null) return "unsigned";
  return TIES[await verify(card.parsed, next.parsed)];
}

const TIES = { valid: "signed", invalid: "unsigned", unsupported: "unknown" } as const;

/** Those that may have issued it, by name and key identifier. */
export function issuersOf(child: ParsedCertificate, cards: readonly Card[]): readonly Card[] {
  return cards.filter((card) => card.parsed !== null && mayHaveIssued(card.parsed, child));
}

/**
 * Were those to be sent given in another order than each followed by its issuer? Roots are not sent, and may come from
 * a file of their own: where they stand says nothing.
 */
export function isOutOfOrder(links: readonly Link[], cards: readonly Card[]): boolean {
  const places = links.filter(({ card }) => !card.isSelfSigned).map(({ card }) => cards.indexOf(card));
  return places.some((place, at) => place < (places[at - 1] ?? -1));
}

/** Those named as the missing issuer of the last link; none where none is missing. */
export function namesakesOf(last: Link | undefined, cards: readonly Card[]): readonly Card[] {
  const child = last?.tie === "missing" ? last.card.parsed : null;
  if (child === null) return [];
  return cards.filter(({ parsed }) => parsed !== null && parsed !== child && parsed.subjectKey === child.issuerKey);
}

/** The certificates that may stand above `first`, at any distance: what else was given has nothing to do with it. */
export function relevantTo(first: Card, cards: readonly Card[], most: number): readonly Card[] {
  const found = new Set<Card>([first]);
  for (const card of found) {
    if (card.parsed === null) continue;
    for (const issuer of issuersOf(card.parsed, cards)) if (found.size <= most) found.add(issuer);
  }
  found.delete(first);
  return cards.filter((card) => found.has(card)).slice(0, most);
}

/** The cards of a path in DER. */
export function cardsIn(path: readonly Uint8Array[], cards: readonly Card[]): readonly Card[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return path.flatMap((der) => byId.get(toHex(der)) ?? []);
}
