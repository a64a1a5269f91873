import { type AuthorityKeyKind, type AuthorityKeys, makeAuthorityKeys } from "../../../crypto/authorityKeys.ts";
import type { Bytes } from "../../../crypto/buffer.ts";
import { liveChance } from "../../../crypto/chance.ts";
import type { Purpose } from "../../verdict.ts";
import { issueCertificate } from "../issue.ts";
import type { IssueRequest } from "../request.ts";

/**
 * Everything about a kit that is not determined, labelled by what it is for. A run that is to be repeated gives a source
 * with a tape: what is asked for, is asked for in the same order.
 */
export type KitChance = Readonly<{
  random(label: string, size: number): Promise<Bytes>;
  /** The result of a randomised operation: a signed certificate, list or answer. */
  bytes(label: string, make: () => Promise<Bytes>): Promise<Bytes>;
  keyPair(label: string, kind: AuthorityKeyKind): Promise<AuthorityKeys>;
}>;

/** Chance that keeps nothing; its private keys can be exported. */
export const liveKitChance: KitChance = {
  random: liveChance.random,
  bytes: liveChance.bytes,
  keyPair: (_label, kind) => makeAuthorityKeys(kind),
};

/** Whoever has a certificate and its key. */
export type Holder = Readonly<{ der: Bytes; keys: AuthorityKeys }>;

export type KitOptions = Readonly<{
  random: KitChance;
  /** The time for which everything is made: dates lie around it. */
  at: Date;
  /** The server's DNS name: two labels at least. */
  name: string;
  /** What clients are called in their certificates. Left out: `alice.example`. */
  clientName?: string;
}>;

/** An authority of one's own: a root that is trusted, and the office below it that issues. */
export type Kit = Readonly<{
  random: KitChance;
  at: Date;
  names: Readonly<Record<Purpose, string>>;
  root: Holder;
  issuing: Holder;
  /** The keys that a peer's certificates are for; left out: new ones each time. */
  peerKeys?: AuthorityKeys;
}>;

export type HolderWish = Omit<Partial<IssueRequest>, "issuer" | "publicKey" | "privateKey" | "serial"> &
  Readonly<{ subject: string; keyKind?: AuthorityKeyKind; keys?: AuthorityKeys }>;

const DAY = 86_400_000;
/** Labels of letters, digits and hyphens, at least two; the last is no number, or it would be an IP address. */
const DNS_NAME = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const MARK = "(made for teaching)";

/**
 * Makes the authority. Throws RangeError where a name is no DNS name of two labels or more: a caller that takes names
 * from outside asks first (`isKitName`).
 */
export async function makeKit({ random, at, name, clientName = "alice.example" }: KitOptions): Promise<Kit> {
  for (const each of [name, clientName]) if (!isKitName(each)) throw new RangeError(`${each} is no name for a kit`);
  const base = { random, at };
  const root = await issueHolder(base, "self", authority(`Root Authority ${MARK}`, null, daysFrom(at, -3650, 3650)));
  const issuing = await issueHolder(base, root, authority(`Issuing Authority ${MARK}`, 0));
  return { random, at, names: { server: name, client: clientName }, root, issuing };
}

/** May a kit be made for this name? */
export function isKitName(name: string): boolean {
  return name.length <= 64 && DNS_NAME.test(name);
}

/** What to ask for to get an authority. */
export function authority(subject: string, pathLength: number | null, dates: Partial<HolderWish> = {}): HolderWish {
  return { subject, names: [], usages: [], ca: { pathLength }, ...dates };
}

/** What to ask for to get the certificate that a peer of this purpose shows. */
export function endEntity(kit: Kit, purpose: Purpose): HolderWish {
  const name = kit.names[purpose];
  const usage = purpose === "server" ? "serverAuth" : "clientAuth";
  const wish = { subject: name, names: [name], usages: [usage], ca: false, ...daysFrom(kit.at, -30, 60) } as const;
  return kit.peerKeys === undefined ? wish : { ...wish, keys: kit.peerKeys };
}

/** A certificate with a key of its own. Authorities hold from five years before to five years after, if not asked. */
export async function issueHolder(
  { random, at }: Pick<Kit, "random" | "at">,
  by: Holder | "self",
  { keyKind = "P-256", keys: given, ...wish }: HolderWish,
): Promise<Holder> {
  const keys = given ?? (await random.keyPair(`signing key of ${wish.subject}`, keyKind));
  const serial = await random.random(`serial of ${wish.subject}`, 16);
  const contents = {
    ca: false,
    names: [],
    usages: [],
    ...daysFrom(at, -1825, 1825),
    ...wish,
    publicKey: keys.publicKey,
    serial,
  } as const;
  const der = await random.bytes(`certificate of ${wish.subject}`, () =>
    by === "self"
      ? issueCertificate({ ...contents, issuer: "self", privateKey: keys.privateKey })
      : issueCertificate({ ...contents, issuer: { der: by.der, privateKey: by.keys.privateKey } }),
  );
  return { der, keys };
}

/** Dates so many days away, whole seconds as certificates have them. */
export function daysFrom(at: Date, from: number, to: number): Readonly<{ notBefore: Date; notAfter: Date }> {
  return { notBefore: dayFrom(at, from), notAfter: dayFrom(at, to) };
}

export function dayFrom(at: Date, days: number): Date {
  return new Date(Math.floor((at.getTime() + days * DAY) / 1000) * 1000);
}
