import { type Hex, toHex } from "../bytes/hex.ts";
import { concat, utf8 } from "../bytes/text.ts";
import { freshPair } from "./freshPair.ts";
import { subtle } from "./web.ts";

/** The last two are for showing what is too weak: a key too short, and one that signs over SHA-1. */
export type PairAlgorithm = "RSA-OAEP 2048" | "X25519" | "P-256" | "ECDSA P-256" | "RSA 1024" | "RSA 2048, SHA-1";

/** A public key with its SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) and the SHA-256 of that. */
export type PublicKey = Readonly<{
  algorithm: PairAlgorithm;
  publicKey: CryptoKey;
  spki: Uint8Array<ArrayBuffer>;
  fingerprint: Hex;
}>;

export type KeyPair = PublicKey & Readonly<{ privateKey: CryptoKey }>;

/** An AES-256-GCM key that two ends share. The fingerprint is a hash: it tells keys apart and gives nothing away. */
export type ChannelKey = Readonly<{ key: CryptoKey; raw: Uint8Array<ArrayBuffer>; fingerprint: Hex }>;

type Usage = Readonly<{
  params: EcKeyImportParams | RsaHashedImportParams | Algorithm;
  public: KeyUsage[];
  private: KeyUsage[];
}>;

/** How WebCrypto is told of each kind. */
export const USAGES: Readonly<Record<PairAlgorithm, Usage>> = {
  "RSA-OAEP 2048": { params: { name: "RSA-OAEP", hash: "SHA-256" }, public: ["encrypt"], private: ["decrypt"] },
  X25519: { params: { name: "X25519" }, public: [], private: ["deriveBits"] },
  "P-256": { params: { name: "ECDH", namedCurve: "P-256" }, public: [], private: ["deriveBits"] },
  "ECDSA P-256": { params: { name: "ECDSA", namedCurve: "P-256" }, public: ["verify"], private: ["sign"] },
  "RSA 1024": { params: { name: "RSA-PSS", hash: "SHA-256" }, public: ["verify"], private: ["sign"] },
  "RSA 2048, SHA-1": { params: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-1" }, public: ["verify"], private: ["sign"] },
};

/** SHA-256 (FIPS 180-4). */
export async function sha256(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await subtle.digest("SHA-256", new Uint8Array(bytes)));
}

/** A new key pair. Its private key can't be exported, unless it is `toGiveAway`: made for files that people take home. */
export async function generateKeyPair(algorithm: PairAlgorithm, toGiveAway = false): Promise<KeyPair> {
  const usage = USAGES[algorithm];
  const modulusLength = algorithm === "RSA 1024" ? 1024 : 2048;
  const params = algorithm.startsWith("RSA")
    ? { ...usage.params, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) }
    : usage.params;
  const made = await freshPair(params, toGiveAway, [...usage.public, ...usage.private]);
  const spki = new Uint8Array(await subtle.exportKey("spki", made.publicKey));
  const fingerprint = toHex(await sha256(spki));
  return { algorithm, publicKey: made.publicKey, privateKey: made.privateKey, spki, fingerprint };
}

/** A public key out of its SubjectPublicKeyInfo; null where the bytes are no such key. */
export async function importPublicKey(algorithm: PairAlgorithm, spki: Uint8Array): Promise<PublicKey | null> {
  const usage = USAGES[algorithm];
  const copy = new Uint8Array(spki);
  try {
    const publicKey = await subtle.importKey("spki", copy, usage.params, true, usage.public);
    return { algorithm, publicKey, spki: copy, fingerprint: toHex(await sha256(copy)) };
  } catch {
    return null;
  }
}

/** A public key out of the form in which key_share carries it (RFC 8446 §4.2.8.2); null where it is none. */
export async function importKeyShare(algorithm: "X25519" | "P-256", share: Uint8Array): Promise<PublicKey | null> {
  const usage = USAGES[algorithm];
  try {
    const publicKey = await subtle.importKey("raw", new Uint8Array(share), usage.params, true, usage.public);
    const spki = new Uint8Array(await subtle.exportKey("spki", publicKey));
    return { algorithm, publicKey, spki, fingerprint: toHex(await sha256(spki)) };
  } catch {
    return null;
  }
}

/** The public part as key_share carries it: 32 bytes (X25519) or 65 (P-256, uncompressed). */
export async function keyShareOf(key: PublicKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await subtle.exportKey("raw", key.publicKey));
}

/** 32 bytes as a channel key. */
export async function importChannelKey(raw: Uint8Array): Promise<ChannelKey> {
  const copy = new Uint8Array(raw);
  const key = await subtle.importKey("raw", copy, "AES-GCM", false, ["encrypt", "decrypt"]);
  return { key, raw: copy, fingerprint: toHex(await sha256(concat(utf8("fingerprint of a channel key"), copy))) };
}
