import { fromHex } from "../../bytes/hex.ts";
import { verifyCertificateSignature } from "../../crypto/certificateSignatures.ts";
import { subtle } from "../../crypto/web.ts";
import { issueCertificate } from "../../pki/issue/issue.ts";
import { parseCertificate } from "../../pki/parse.ts";
import { judgePath } from "../../pki/path/judge.ts";
import type { Reason } from "../../pki/verdict.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Holder = Readonly<{ der: Bytes; keys: CryptoKeyPair }>;

/** A chain to judge, end-entity certificate first, trust anchor last; and a hostile one. DER. */
export type Chains = Readonly<{ good: readonly Bytes[]; hostile: readonly Bytes[] }>;

const NAME = "bench.example";
const AT = new Date("2026-06-01T12:00:00Z");
const HOSTILE = 100;

/** A chain of three, and a hundred certificates that may all have issued one another. P-256. */
export async function makeChains(): Promise<Chains> {
  const root = await issue("Bench Root", "self");
  const middle = await issue("Bench Issuing CA", root);
  const leaf = await issue(NAME, middle, false);
  const top = await issue("Nobody", "self");
  const hostile = [top];
  for (let i = 2; i < HOSTILE; i++) hostile.push(await issue("Nobody", hostile[i % hostile.length] ?? top));
  const last = await issue(NAME, top, false);
  return { good: [leaf.der, middle.der, root.der], hostile: [last.der, ...hostile.map(({ der }) => der)] };
}

let serials = 0;

async function issue(subject: string, by: Holder | "self", isCA = true): Promise<Holder> {
  const keys = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  serials += 1;
  const contents = {
    subject,
    names: isCA ? [] : [subject],
    publicKey: keys.publicKey,
    ca: isCA ? { pathLength: null } : (false as const),
    usages: isCA ? [] : ["serverAuth" as const],
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2027-01-01T00:00:00Z"),
    serial: fromHex(serials.toString(16).padStart(32, "0")),
  };
  const issuer =
    by === "self"
      ? { issuer: "self" as const, privateKey: keys.privateKey }
      : { issuer: { der: by.der, privateKey: by.keys.privateKey } };
  return { der: await issueCertificate({ ...contents, ...issuer }), keys };
}

/** Whole judgements, and nothing but the signatures of the same chain. What a peer sends is new to us each time. */
export function validations({ good }: Chains): Readonly<Record<string, () => Promise<void>>> {
  const [leaf, middle, root] = good;
  if (leaf === undefined || middle === undefined || root === undefined) throw new Error("no chain of three");
  return {
    judge: () => judged([leaf, middle], root, null),
    "bare signatures": async () => {
      await Promise.all([bare(leaf, middle), bare(middle, root)]);
    },
  };
}

/** By itself, for the garbage that a hundred certificates leave behind would be collected at the others' expense. */
export function hostileValidation({ good, hostile }: Chains): Readonly<Record<string, () => Promise<void>>> {
  const root = good.at(-1);
  if (root === undefined) throw new Error("no root");
  return { [`judge, hostile chain of ${HOSTILE}`]: () => judged(hostile, root, "unknown-authority") };
}

async function judged(presented: readonly Bytes[], root: Bytes, reason: Reason | null): Promise<void> {
  const fresh = presented.map((der) => der.slice());
  const request = { purpose: "server", name: NAME, at: AT, presented: fresh, anchors: [root] } as const;
  const verdict = await judgePath({ ...request, skip: new Map() });
  if (verdict.reason !== reason) throw new Error(`${verdict.reason} instead of ${reason}`);
}

/** Import of the issuer's key and verification; the parsing is done. */
async function bare(der: Bytes, by: Bytes): Promise<void> {
  const { signing, signed, signature } = parseCertificate(der);
  if (signing.method === null) throw new Error("no method");
  const result = await verifyCertificateSignature(signing.method, parseCertificate(by).spki.slice(), signed, signature);
  if (result !== "valid") throw new Error(result);
}
