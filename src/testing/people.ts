import { fromHex } from "../bytes/hex.ts";
import { verifierOf } from "../cli/verify.ts";
import { loadSigningKey } from "../crypto/signatures.ts";
import { subtle } from "../crypto/web.ts";
import { issueCertificate } from "../pki/issue/issue.ts";
import type { Identity, VerifyPeer } from "../tls/config.ts";

/** An authority, a holder of a certificate for each kind of key, and who believes them: for tests of handshakes. */

export const KEY_KINDS = ["P-256", "P-384", "RSA", "Ed25519"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export type People = Readonly<{
  /** The authority's certificate, DER. */
  root: Uint8Array<ArrayBuffer>;
  /** Certificates of localhost that may be a server's and a client's. */
  identities: Readonly<Record<KeyKind, Identity>>;
  /** Believes the authority, and servers that are called localhost. */
  verifyPeer: VerifyPeer;
}>;

export const NOW = Date.parse("2026-06-01T12:00:00Z");
const NOT_BEFORE = new Date("2026-01-01T00:00:00Z");
const NOT_AFTER = new Date("2026-12-31T23:59:59Z");

const PARAMS = {
  "P-256": { name: "ECDSA", namedCurve: "P-256" },
  "P-384": { name: "ECDSA", namedCurve: "P-384" },
  RSA: { name: "RSA-PSS", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
  Ed25519: { name: "Ed25519" },
} as const;

let serials = 0;

/** A world of people; `subject` names its authority, so that two worlds can be told apart. */
export async function makePeople(subject = "People's authority"): Promise<People> {
  const keys = await makeKeys("P-256");
  const root = await issueCertificate({
    ...contents(subject, keys.publicKey),
    ca: { pathLength: null },
    names: [],
    usages: [],
    issuer: "self",
    privateKey: keys.privateKey,
  });
  const issuer = { der: root, privateKey: keys.privateKey };
  const [p256, p384, rsa, ed25519] = await Promise.all([
    makeIdentity("P-256", issuer),
    makeIdentity("P-384", issuer),
    makeIdentity("RSA", issuer),
    makeIdentity("Ed25519", issuer),
  ]);
  return {
    root,
    identities: { "P-256": p256, "P-384": p384, RSA: rsa, Ed25519: ed25519 },
    verifyPeer: async (path, purpose) => {
      const name = purpose === "server" ? "localhost" : null;
      return verifierOf({ anchors: [root], name, now: () => NOW })(path, purpose);
    },
  };
}

async function makeIdentity(
  kind: KeyKind,
  issuer: Readonly<{ der: Uint8Array; privateKey: CryptoKey }>,
): Promise<Identity> {
  const keys = await makeKeys(kind);
  const certificate = await issueCertificate({ ...contents(`${kind} holder`, keys.publicKey), issuer });
  const key = await loadSigningKey(new Uint8Array(await subtle.exportKey("pkcs8", keys.privateKey)));
  if (key === null) throw new Error(`no ${kind} key`);
  return { path: [certificate], key };
}

async function makeKeys(kind: KeyKind): Promise<CryptoKeyPair> {
  const made = await subtle.generateKey(PARAMS[kind], true, ["sign", "verify"]);
  if (!("publicKey" in made)) throw new Error(`no ${kind} key pair`);
  return made;
}

function contents(subject: string, publicKey: CryptoKey) {
  serials += 1;
  return {
    subject,
    names: ["localhost"],
    publicKey,
    ca: false as const,
    usages: ["serverAuth", "clientAuth"] as const,
    notBefore: NOT_BEFORE,
    notAfter: NOT_AFTER,
    serial: fromHex(serials.toString(16).padStart(32, "0")),
  };
}
