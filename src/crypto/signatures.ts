import { type Bytes, viewOf } from "./buffer.ts";
import { ecdsaFromDer, ecdsaToDer } from "./ecdsaValue.ts";
import { type KeyKind, readPrivateKey, readPublicKey } from "./keyForms.ts";
import type { KeyPair } from "./keys.ts";
import { signRaw } from "./signing.ts";
import { subtle } from "./web.ts";

/** The schemes of CertificateVerify (RFC 8446 §4.2.3) that this engine signs and verifies with. */
export type SignatureScheme =
  | "ecdsa_secp256r1_sha256"
  | "ecdsa_secp384r1_sha384"
  | "rsa_pss_rsae_sha256"
  | "rsa_pss_rsae_sha384"
  | "rsa_pss_rsae_sha512"
  | "ed25519";

/** A private key that signs, wherever it lies. */
export type SigningKey = Readonly<{
  /** What it can sign with, the preferred first. */
  schemes: readonly SignatureScheme[];
  /** Its public key as SubjectPublicKeyInfo in DER; null where its holder does not tell. */
  spki: Bytes | null;
  /** A signature as CertificateVerify carries it: for ECDSA an Ecdsa-Sig-Value in DER. Throws for other schemes: our bug. */
  sign(scheme: SignatureScheme, data: Uint8Array): Promise<Bytes>;
}>;

type Method = Readonly<{
  kind: KeyKind;
  /** With which the key is imported. */
  key: Algorithm | EcKeyImportParams | RsaHashedImportParams;
  /** With which it is used. */
  use: Algorithm | EcdsaParams | RsaPssParams;
  /** ECDSA only: bytes of r, and of s. */
  numberSize: number | null;
}>;

const METHODS: Readonly<Record<SignatureScheme, Method>> = {
  ecdsa_secp256r1_sha256: ecdsa("P-256", "SHA-256", 32),
  ecdsa_secp384r1_sha384: ecdsa("P-384", "SHA-384", 48),
  rsa_pss_rsae_sha256: rsaPss("SHA-256", 32),
  rsa_pss_rsae_sha384: rsaPss("SHA-384", 48),
  rsa_pss_rsae_sha512: rsaPss("SHA-512", 64),
  ed25519: { kind: "Ed25519", key: { name: "Ed25519" }, use: { name: "Ed25519" }, numberSize: null },
};

const SCHEMES: Readonly<Record<KeyKind, readonly SignatureScheme[]>> = {
  "P-256": ["ecdsa_secp256r1_sha256"],
  "P-384": ["ecdsa_secp384r1_sha384"],
  RSA: ["rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512"],
  Ed25519: ["ed25519"],
};

function ecdsa(curve: "P-256" | "P-384", hash: string, numberSize: number): Method {
  return { kind: curve, key: { name: "ECDSA", namedCurve: curve }, use: { name: "ECDSA", hash }, numberSize };
}

/** RSASSA-PSS with MGF1 over the same hash and a salt as long as the hash (RFC 8446 §4.2.3). */
function rsaPss(hash: string, saltLength: number): Method {
  return { kind: "RSA", key: { name: "RSA-PSS", hash }, use: { name: "RSA-PSS", saltLength }, numberSize: null };
}

/** The schemes that a key can sign with, by its SubjectPublicKeyInfo in DER; none for a key that is not one of ours. */
export function schemesOf(spki: Uint8Array): readonly SignatureScheme[] {
  const read = readPublicKey(spki);
  return read === null ? [] : SCHEMES[read.kind];
}

/**
 * Was the signature over the data made with the private part of this key (RFC 8446 §4.4.3)?
 *
 * @param spki SubjectPublicKeyInfo in DER
 * @returns "wrong-key" where the key is not one that this scheme signs with: another algorithm, another curve, a point
 *   off its curve, RSA below 2048 bits. "invalid" also where an ECDSA signature is not in strict DER.
 */
export async function verifySignature(
  scheme: SignatureScheme,
  spki: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<"valid" | "invalid" | "wrong-key"> {
  const method = METHODS[scheme];
  const read = readPublicKey(spki);
  if (read?.kind !== method.kind) return "wrong-key";
  const key = await importPublic(method, spki, read.key);
  if (key === null) return "wrong-key";
  const raw = method.numberSize === null ? viewOf(signature) : ecdsaFromDer(signature, method.numberSize);
  if (raw === null) return "invalid";
  // Platforms may also throw for a key of the peer's that they took and then can't calculate with.
  const fits = await subtle.verify(method.use, key, raw, viewOf(data)).catch(() => false);
  return fits ? "valid" : "invalid";
}

/** Points go in as they are: for the same key as SubjectPublicKeyInfo, Node takes three times as long. */
function importPublic(method: Method, spki: Uint8Array, key: Uint8Array): Promise<CryptoKey | null> {
  const imported =
    method.kind === "RSA"
      ? subtle.importKey("spki", viewOf(spki), method.key, true, ["verify"])
      : subtle.importKey("raw", viewOf(key), method.key, true, ["verify"]);
  return imported.catch(() => null);
}

/**
 * A signing key out of PKCS#8 in DER (RFC 5958): P-256, P-384, RSA (rsaEncryption, 2048 to 8192 bits) or Ed25519. RSA
 * keys sign with three schemes, the others with one. Null where it is no such key, or its parts don't fit each other.
 */
export async function loadSigningKey(pkcs8: Uint8Array): Promise<SigningKey | null> {
  const read = readPrivateKey(pkcs8);
  if (read === null) return null;
  const schemes = SCHEMES[read.kind];
  const [first] = schemes;
  const spki = first === undefined ? null : await publicPart(METHODS[first], read.pkcs8);
  if (first === undefined || spki === null) return null;
  const keys = new Map<SignatureScheme, Promise<CryptoKey>>();
  const keyFor = (scheme: SignatureScheme) => {
    const key = keys.get(scheme) ?? subtle.importKey("pkcs8", read.pkcs8, METHODS[scheme].key, false, ["sign"]);
    keys.set(scheme, key);
    return key;
  };
  const key = { schemes, spki, sign: signer(schemes, keyFor) };
  return (await fits(key, first)) ? key : null;
}

/**
 * The story's ECDSA P-256 pair, whose private key can't be taken out, as a signing key; or RSA with 1024 bits, with which
 * one may sign, though nobody here takes the signature. Throws for other pairs: our bug.
 */
export function signingKeyOf(pair: KeyPair): SigningKey {
  if (pair.algorithm !== "ECDSA P-256" && pair.algorithm !== "RSA 1024")
    throw new TypeError(`${pair.algorithm} does not sign`);
  const schemes: readonly SignatureScheme[] =
    pair.algorithm === "RSA 1024" ? ["rsa_pss_rsae_sha256"] : SCHEMES["P-256"];
  return { schemes, spki: pair.spki, sign: signer(schemes, async () => pair.privateKey) };
}

type KeyFor = (scheme: SignatureScheme) => Promise<CryptoKey>;

function signer(schemes: readonly SignatureScheme[], keyFor: KeyFor): SigningKey["sign"] {
  return async (scheme, data) => {
    if (!schemes.includes(scheme)) throw new TypeError(`this key does not sign with ${scheme}`);
    const { use, numberSize } = METHODS[scheme];
    const own = new Uint8Array(data);
    const raw = await signRaw(use, await keyFor(scheme), own);
    return numberSize === null ? raw : ecdsaToDer(raw);
  };
}

/** The SubjectPublicKeyInfo that belongs to a private key; null where the platform can't read it. */
async function publicPart(method: Method, pkcs8: Bytes): Promise<Bytes | null> {
  try {
    const open = await subtle.importKey("pkcs8", pkcs8, method.key, true, ["sign"]);
    const { kty, crv, x, y, n, e } = await subtle.exportKey("jwk", open);
    const jwk = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined));
    const key = await subtle.importKey("jwk", jwk, method.key, true, ["verify"]);
    return new Uint8Array(await subtle.exportKey("spki", key));
  } catch {
    return null;
  }
}

/** A key file can hold parts of two keys: then nothing that it signs would verify. */
async function fits(key: SigningKey & Readonly<{ spki: Bytes }>, scheme: SignatureScheme): Promise<boolean> {
  const data = new Uint8Array(1);
  try {
    return (await verifySignature(scheme, key.spki, data, await key.sign(scheme, data))) === "valid";
  } catch {
    return false;
  }
}
