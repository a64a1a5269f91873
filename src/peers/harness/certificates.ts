import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { subtle } from "../../crypto/web.ts";
import { toPem } from "../../pki/pem.ts";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "../../pki/provider.ts";

/** The certificates of a run: made anew each time, so that none is ever too old, and none is kept. */

export const SERVER_NAME = "bob.example";

/** The kinds of key that servers and clients have here, by what they sign with. */
export const KEY_TYPES = ["P-256", "P-384", "RSA-2048", "RSA-3072", "Ed25519"] as const;
export type KeyType = (typeof KEY_TYPES)[number];

/** What is wrong with a certificate. */
export const FAULTS = ["expired", "unknown authority", "wrong name", "wrong usage"] as const;
export type Fault = (typeof FAULTS)[number];

/** PEM files of a certification path without its root: `chain` is `leaf` and `issuers` in one file. */
export type Files = Readonly<{ leaf: string; issuers: string; chain: string; key: string; subject: string }>;

export type Certificates = Readonly<{
  /** The roots that everybody trusts, and one of them alone, for those who read only one. */
  ca: string;
  /** A root that issued nothing that is used. */
  strangeCa: string;
  servers: Readonly<Record<KeyType, Files>>;
  clients: Readonly<Record<KeyType, Files>>;
  badServers: Readonly<Record<Fault, Files>>;
  badClients: Readonly<Record<Exclude<Fault, "wrong name">, Files>>;
}>;

type Usage = "serverAuth" | "clientAuth";
type Holder = Readonly<{ certificate: X509Certificate; keys: CryptoKeyPair; type: KeyType; above: readonly Holder[] }>;
type Wish = Readonly<{ subject: string; usage: Usage; type?: KeyType; name?: string; expired?: boolean; by?: Holder }>;

const DAY = 86_400_000;
const PURPOSES = { serverAuth: "1.3.6.1.5.5.7.3.1", clientAuth: "1.3.6.1.5.5.7.3.2" } as const;

const KEYS: Readonly<Record<KeyType, EcKeyGenParams | RsaHashedKeyGenParams | Algorithm>> = {
  "P-256": { name: "ECDSA", namedCurve: "P-256" },
  "P-384": { name: "ECDSA", namedCurve: "P-384" },
  "RSA-2048": rsa(2048),
  "RSA-3072": rsa(3072),
  Ed25519: { name: "Ed25519" },
};

/** How an issuer with such a key signs certificates: RSA with PKCS#1 v1.5, as RFC 8446 §4.2.3 still allows there. */
const SIGNING: Readonly<Record<KeyType, Algorithm | EcdsaParams>> = {
  "P-256": { name: "ECDSA", hash: "SHA-256" },
  "P-384": { name: "ECDSA", hash: "SHA-384" },
  "RSA-2048": { name: "RSASSA-PKCS1-v1_5" },
  "RSA-3072": { name: "RSASSA-PKCS1-v1_5" },
  Ed25519: { name: "Ed25519" },
};

/** Makes all of them and writes them into a folder, which comes to be. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  await mkdir(folder, { recursive: true });
  const [authority, rsaAuthority, stranger] = await Promise.all([
    makeAuthority("Peers", "P-384", "P-256"),
    makeAuthority("Peers RSA", "RSA-2048", "RSA-2048"),
    makeAuthority("Stranger", "P-256", "P-256"),
  ]);
  const issuerFor = (type: KeyType): Holder => (type.startsWith("RSA") ? rsaAuthority : authority);
  const write = async (file: string, { type = "P-256", by = issuerFor(type), ...wish }: Wish): Promise<Files> =>
    writeFiles(folder, file, await issueEndEntity({ type, by, ...wish }));
  const server = { subject: SERVER_NAME, usage: "serverAuth", name: SERVER_NAME } as const;
  const client = { subject: "alice", usage: "clientAuth", name: "alice@example.com" } as const;
  const [servers, clients] = await Promise.all([
    perKeyType((type) => write(`server-${type}`, { ...server, type })),
    perKeyType((type) => write(`client-${type}`, { ...client, type })),
  ]);
  const ca = join(folder, "ca.pem");
  await writeFile(ca, [...authority.above, ...rsaAuthority.above].map(pemOf).join(""));
  const strangeCa = join(folder, "strange-ca.pem");
  await writeFile(strangeCa, stranger.above.map(pemOf).join(""));
  return {
    ca,
    strangeCa,
    servers,
    clients,
    badServers: {
      expired: await write("server-expired", { ...server, expired: true }),
      "unknown authority": await write("server-unknown", { ...server, by: stranger }),
      "wrong name": await write("server-other-name", { ...server, subject: "eve.example", name: "eve.example" }),
      "wrong usage": await write("server-usage", { ...server, usage: "clientAuth" }),
    },
    badClients: {
      expired: await write("client-expired", { ...client, expired: true }),
      "unknown authority": await write("client-unknown", { ...client, by: stranger }),
      "wrong usage": await write("client-usage", { ...client, usage: "serverAuth" }),
    },
  };
}

async function perKeyType(make: (type: KeyType) => Promise<Files>): Promise<Readonly<Record<KeyType, Files>>> {
  const [p256, p384, rsa2048, rsa3072, ed25519] = await Promise.all([
    make("P-256"),
    make("P-384"),
    make("RSA-2048"),
    make("RSA-3072"),
    make("Ed25519"),
  ]);
  return { "P-256": p256, "P-384": p384, "RSA-2048": rsa2048, "RSA-3072": rsa3072, Ed25519: ed25519 };
}

/** A root and an intermediate below it: the latter issues. */
async function makeAuthority(name: string, rootType: KeyType, type: KeyType): Promise<Holder> {
  const [rootKeys, keys] = await Promise.all([keyPair(rootType), keyPair(type)]);
  const root = await certify({ subject: `${name} root`, keys: rootKeys, extensions: authorityExtensions(), by: null });
  const by: Holder = { certificate: root, keys: rootKeys, type: rootType, above: [] };
  const extensions = authorityExtensions(0);
  const certificate = await certify({ subject: `${name} intermediate`, keys, extensions, by });
  return { certificate, keys, type, above: [by] };
}

async function issueEndEntity(wish: Wish & Readonly<{ type: KeyType; by: Holder }>): Promise<Holder> {
  const { subject, usage, type, name, expired = false, by } = wish;
  const keys = await keyPair(type);
  const extensions = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([PURPOSES[usage]]),
    ...(name === undefined
      ? []
      : [new SubjectAlternativeNameExtension([{ type: name.includes("@") ? "email" : "dns", value: name }])]),
  ];
  const certificate = await certify({ subject, keys, extensions, by, expired });
  return { certificate, keys, type, above: [by, ...by.above] };
}

type Certified = Readonly<{
  subject: string;
  keys: CryptoKeyPair;
  extensions: Extension[];
  /** Null: it signs itself. */
  by: Holder | null;
  expired?: boolean;
}>;

async function certify({ subject, keys, extensions, by, expired = false }: Certified): Promise<X509Certificate> {
  const issuer = by ?? { certificate: null, keys, type: typeOf(keys) };
  const now = Date.now();
  return X509CertificateGenerator.create({
    subject: `CN=${subject}`,
    issuer: issuer.certificate?.subjectName ?? `CN=${subject}`,
    notBefore: new Date(now - (expired ? 20 : 1) * DAY),
    notAfter: new Date(now + (expired ? -1 : 20) * DAY),
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: SIGNING[issuer.type],
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
}

function typeOf(keys: CryptoKeyPair): KeyType {
  const { algorithm } = keys.publicKey;
  if (algorithm.name === "Ed25519") return "Ed25519";
  if ("namedCurve" in algorithm) return algorithm.namedCurve === "P-384" ? "P-384" : "P-256";
  return "RSA-2048";
}

function authorityExtensions(pathLength?: number): Extension[] {
  return [
    new BasicConstraintsExtension(true, pathLength, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}

async function keyPair(type: KeyType): Promise<CryptoKeyPair> {
  const keys = await subtle.generateKey(KEYS[type], true, ["sign", "verify"]);
  if (!("publicKey" in keys)) throw new TypeError(`${type} gave no key pair`);
  return keys;
}

async function writeFiles(folder: string, file: string, holder: Holder): Promise<Files> {
  const at = (part: string): string => join(folder, `${file}.${part}.pem`);
  const files = { leaf: at("leaf"), issuers: at("issuers"), chain: at("chain"), key: at("key") };
  const leaf = pemOf(holder);
  const issuers = holder.above.slice(0, -1).map(pemOf).join("");
  const key = new Uint8Array(await subtle.exportKey("pkcs8", holder.keys.privateKey));
  await Promise.all([
    writeFile(files.leaf, leaf),
    writeFile(files.issuers, issuers),
    writeFile(files.chain, leaf + issuers),
    writeFile(files.key, toPem(key, "PRIVATE KEY"), { mode: 0o600 }),
  ]);
  return { ...files, subject: holder.certificate.subject };
}

function pemOf({ certificate }: Holder): string {
  return toPem(new Uint8Array(certificate.rawData));
}

function rsa(modulusLength: number): RsaHashedKeyGenParams {
  return {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: "SHA-256",
  };
}
