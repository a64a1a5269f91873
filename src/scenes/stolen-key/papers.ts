import type { Identity } from "../../sim/actors/halves.ts";
import { certify, identityOf, signingKey, type Wish } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import { listBy, type Named, type Said, type Term } from "../../sim/revoking.ts";
import { type Papers, serverAuthority } from "../kits/papers.ts";

/** What Bob has to show at one time: the certificate, and the same by itself, to be spoken of. */
export type Shown = Readonly<{ identity: Identity; certificate: Named }>;

export type StolenPapers = Readonly<{
  papers: Papers;
  /** With the key that is stolen: a certificate for a year, and one for some days. */
  stolen: Readonly<{ year: Shown; days: Shown }>;
  /** With keys that Bob makes afterwards. */
  fresh: Readonly<{ year: Shown; days: Shown }>;
  /** What the root says of its office, and the office said the day before the theft: nobody is revoked. */
  lists: Readonly<{ root: Said; before: Said }>;
}>;

const BOB: Wish = { subject: "bob.example", names: ["bob.example"], usages: ["serverAuth"] };
/** 160 hours each. */
const FIRST_DAYS = { notBefore: "2026-05-31T00:00:00Z", notAfter: "2026-06-06T16:00:00Z" };
const NEXT_DAYS = { notBefore: "2026-06-04T00:00:00Z", notAfter: "2026-06-10T16:00:00Z" };
const NEXT_YEAR = { notBefore: "2026-06-01T12:00:00Z", notAfter: "2027-06-01T12:00:00Z" };

/** When Bob, whose certificates are short, gets the next one. */
export const RENEWAL = new Date(NEXT_DAYS.notBefore);

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** From a moment on, for a week: as long as this authority’s lists and answers count. */
export function weekFrom(from: Date): Term {
  return { from, until: new Date(from.getTime() + WEEK) };
}

/** Everything that is there before anything is stolen, and what Bob gets afterwards. */
export async function stolenPapers(props: Props): Promise<StolenPapers> {
  const papers = await serverAuthority(props);
  const old = await signingKey(props, "bob");
  const next = await signingKey(props, "bob, after the theft");
  const show = async (wish: Wish, key: typeof old): Promise<Shown> => {
    const certificate = await certify(props, { ...BOB, ...wish }, key, papers.office);
    return { identity: identityOf(key, certificate, papers.office), certificate };
  };
  const dayBefore = new Date(props.now.getTime() - DAY);
  const season = { from: new Date(dayBefore.getTime() - 4 * WEEK), until: new Date(dayBefore.getTime() + 20 * WEEK) };
  return {
    papers,
    stolen: { year: await show(BOB, old), days: await show({ ...BOB, ...FIRST_DAYS }, old) },
    fresh: { year: await show({ ...BOB, ...NEXT_YEAR }, next), days: await show({ ...BOB, ...NEXT_DAYS }, next) },
    lists: {
      root: await listBy(props, papers.root, [], 1, season),
      before: await listBy(props, papers.office, [], 1, weekFrom(dayBefore)),
    },
  };
}
