import type { Bytes } from "./buffer.ts";
import { viewOf } from "./buffer.ts";
import { ecdsaToDer } from "./ecdsaValue.ts";
import { signRaw } from "./signing.ts";
import { subtle } from "./web.ts";

/** Kinds of keys that authorities and those whom they certify have: more than TLS 1.3 signs with, weak ones too. */
export type AuthorityKeyKind =
  | "P-256"
  | "P-384"
  | "P-521"
  | "Ed25519"
  | "RSA-1024"
  | "RSA-2048"
  | "RSA-3072"
  /** 2048 bits, for signatures over SHA-1. */
  | "RSA-2048-SHA1";

/** A pair whose public part goes into a certificate. */
export type AuthorityKeys = Readonly<{ publicKey: CryptoKey; privateKey: CryptoKey }>;

export type CertificateHash = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

const PARAMS: Readonly<Record<AuthorityKeyKind, Algorithm | EcKeyGenParams | RsaHashedKeyGenParams>> = {
  "P-256": { name: "ECDSA", namedCurve: "P-256" },
  "P-384": { name: "ECDSA", namedCurve: "P-384" },
  "P-521": { name: "ECDSA", namedCurve: "P-521" },
  Ed25519: { name: "Ed25519" },
  "RSA-1024": rsa(1024, "SHA-256"),
  "RSA-2048": rsa(2048, "SHA-256"),
  "RSA-3072": rsa(3072, "SHA-256"),
  "RSA-2048-SHA1": rsa(2048, "SHA-1"),
};

/** The hash that goes with a curve (RFC 5480 §4). */
const CURVE_HASHES: ReadonlyMap<unknown, CertificateHash> = new Map([
  ["P-384", "SHA-384"],
  ["P-521", "SHA-512"],
]);

function rsa(modulusLength: number, hash: CertificateHash): RsaHashedKeyGenParams {
  return { name: "RSASSA-PKCS1-v1_5", hash, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) };
}

/** A new pair. The private part can be taken out: these keys are for teaching, and people carry them to their own tools. */
export async function makeAuthorityKeys(kind: AuthorityKeyKind): Promise<AuthorityKeys> {
  const made = await subtle.generateKey(PARAMS[kind], true, ["sign", "verify"]);
  if (!("publicKey" in made)) throw new TypeError(`${kind} gave no key pair`);
  return made;
}

/**
 * How a key signs certificates, lists and answers: ECDSA with the hash that fits its curve, or another that is asked
 * for; RSA with the hash that the platform ties to the key. `hash` null: the algorithm has its own.
 */
export function certificateSigning(
  key: CryptoKey,
  asked: CertificateHash | null = null,
): Readonly<{ name: string; hash: CertificateHash | null }> {
  const { algorithm } = key;
  const { name } = algorithm;
  if ("namedCurve" in algorithm) return { name, hash: asked ?? CURVE_HASHES.get(algorithm.namedCurve) ?? "SHA-256" };
  const hash = "hash" in algorithm ? hashNamed(algorithm.hash) : null;
  if (asked !== null && asked !== hash) throw new TypeError(`this key does not sign with ${asked}`);
  return { name, hash };
}

/** A signature as certificates carry it (RFC 5280 §4.1.1.3): for ECDSA an Ecdsa-Sig-Value in DER. */
export async function signForCertificate(
  key: CryptoKey,
  data: Uint8Array,
  asked: CertificateHash | null = null,
): Promise<Bytes> {
  const { name, hash } = certificateSigning(key, asked);
  const params = name === "ECDSA" && hash !== null ? { name, hash } : { name };
  const raw = await signRaw(params, key, viewOf(data));
  return name === "ECDSA" ? ecdsaToDer(raw) : raw;
}

/** SubjectPublicKeyInfo, DER. */
export async function spkiOf(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await subtle.exportKey("spki", key));
}

/** PKCS#8 (RFC 5958) of a private key. Throws for one that was not made to be taken out. */
export async function pkcs8Of(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await subtle.exportKey("pkcs8", key));
}

/** SHA-1 or SHA-256: what identifiers in certificates and OCSP are made of. */
export async function identifierHash(hash: "SHA-1" | "SHA-256", bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await subtle.digest(hash, viewOf(bytes)));
}

function hashNamed(hash: unknown): CertificateHash | null {
  const name = typeof hash === "object" && hash !== null && "name" in hash ? hash.name : hash;
  return name === "SHA-1" || name === "SHA-256" || name === "SHA-384" || name === "SHA-512" ? name : null;
}
