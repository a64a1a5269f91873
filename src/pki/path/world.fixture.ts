import { fromHex } from "../../bytes/hex.ts";
import { subtle } from "../../crypto/web.ts";
import { issueCertificate } from "../issue/issue.ts";
import type { IssueRequest } from "../issue/request.ts";

/** Authorities and certificates for the tests of the path checks: one good chain, and ways to go wrong. */

export const NOW = new Date("2026-06-01T12:00:00Z");
const FROM = new Date("2026-01-01T00:00:00Z");
const TO = new Date("2026-12-31T23:59:59Z");

export type Holder = Readonly<{ der: Uint8Array<ArrayBuffer>; keys: CryptoKeyPair }>;
export type Wishes = Partial<Omit<IssueRequest, "issuer" | "publicKey" | "privateKey">>;

let serials = 0;

export async function keyPair(): Promise<CryptoKeyPair> {
  return subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
}

/** `given`: keys to certify; new ones where they are left out. */
export async function issue(
  subject: string,
  by: Holder | "self",
  wishes: Wishes = {},
  given?: CryptoKeyPair,
): Promise<Holder> {
  const keys = given ?? (await keyPair());
  serials += 1;
  const contents = {
    subject,
    names: [subject],
    publicKey: keys.publicKey,
    ca: false as const,
    usages: ["serverAuth" as const],
    notBefore: FROM,
    notAfter: TO,
    serial: fromHex(serials.toString(16).padStart(32, "0")),
    ...wishes,
  };
  const issuer =
    by === "self"
      ? { issuer: "self" as const, privateKey: keys.privateKey }
      : { issuer: { der: by.der, privateKey: by.keys.privateKey } };
  return { der: await issueCertificate({ ...contents, ...issuer }), keys };
}

export async function authority(subject: string, by: Holder | "self" = "self", pathLength: number | null = null) {
  return issue(subject, by, { names: [], usages: [], ca: { pathLength } });
}

/** The same certificate with one text in it replaced by another of the same length: its signature no longer fits. */
export function tampered(der: Uint8Array, from: string, to: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(der);
  const needle = new TextEncoder().encode(from);
  const at = bytes.findLastIndex((_, i) => needle.every((byte, j) => bytes[i + j] === byte));
  if (at < 0 || from.length !== to.length) throw new RangeError(`no ${from} to replace`);
  bytes.set(new TextEncoder().encode(to), at);
  return bytes;
}
