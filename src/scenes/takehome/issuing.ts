import type { KeyPair } from "../../crypto/keys.ts";
import { issueCertificate } from "../../pki/issue/issue.ts";

/** Where the keys and numbers of a kit come from: keys that can be exported, for they are given away. */
export type KitSource = Readonly<{
  random: (label: string, size: number) => Promise<Uint8Array>;
  keyPair: (label: string) => Promise<KeyPair>;
}>;

/** A certificate and the key that it speaks for. */
export type Paper = Readonly<{ der: Uint8Array<ArrayBuffer>; key: KeyPair }>;

/** What a certificate of a kit is to say. Where no time is given, it is good from about now for a year. */
export type PaperWish = Readonly<{
  subject: string;
  names?: readonly string[];
  usage?: "serverAuth" | "clientAuth";
  ca?: Readonly<{ pathLength: number | null }>;
  /** From and to, in days from now. */
  days?: readonly [from: number, to: number];
}>;

export type Issue = (wish: PaperWish, by: Paper | "self", key?: KeyPair) => Promise<Paper>;

const DAY = 86_400_000;
/** A day back: the other machine's clock may be behind. */
const A_YEAR = [-1, 365] as const;
/** Older than whatever they sign, also than what expired a while ago. */
const AN_AUTHORITYS = [-800, 365] as const;

/** Issues certificates at a given time, each for a new key unless it is told for which. */
export function issuingAt(at: Date, source: KitSource): Issue {
  const day = (days: number) => new Date(Math.floor(at.getTime() / 1000) * 1000 + days * DAY);
  return async ({ subject, names = [], usage, ca, days = ca === undefined ? A_YEAR : AN_AUTHORITYS }, by, given) => {
    const key = given ?? (await source.keyPair(subject));
    const contents = {
      subject,
      names,
      publicKey: key.publicKey,
      ca: ca ?? (false as const),
      usages: usage === undefined ? [] : [usage],
      notBefore: day(days[0]),
      notAfter: day(days[1]),
      serial: await source.random(`serial of ${subject}`, 16),
    };
    const issuer =
      by === "self"
        ? ({ issuer: "self", privateKey: key.privateKey } as const)
        : { issuer: { der: by.der, privateKey: by.key.privateKey } };
    return { der: await issueCertificate({ ...contents, ...issuer }), key };
  };
}
