import { type ChannelKey, importChannelKey, type KeyPair, type PublicKey } from "./keys.ts";
import type { Coins } from "./maker.ts";
import { signRaw } from "./signing.ts";
import { subtle } from "./web.ts";

/** AES-256-GCM: the ciphertext with its 16-byte tag behind it. */
export async function sealWith(
  key: ChannelKey,
  nonce: Uint8Array,
  plaintext: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = await subtle.encrypt(
    { name: "AES-GCM", iv: new Uint8Array(nonce) },
    key.key,
    new Uint8Array(plaintext),
  );
  return new Uint8Array(sealed);
}

/** AES-256-GCM: the plaintext, or null where the tag does not fit. */
export async function openWith(
  key: ChannelKey,
  nonce: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(
      await subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(nonce) }, key.key, new Uint8Array(sealed)),
    );
  } catch {
    return null;
  }
}

/**
 * RSA-OAEP with SHA-256 (RFC 8017 §7.1). Randomised: two calls differ, so callers put the result on the tape. With coins
 * it is calculated here, for WebCrypto takes no seed.
 */
export async function sealTo(
  key: PublicKey,
  plaintext: Uint8Array,
  coins: Coins | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (coins !== null) return (await import("./seeded/oaep.ts")).sealWithCoins(key, plaintext, coins);
  return new Uint8Array(await subtle.encrypt({ name: "RSA-OAEP" }, key.publicKey, new Uint8Array(plaintext)));
}

/** RSA-OAEP: the plaintext, or null where the private key does not fit. */
export async function openPrivately(key: KeyPair, sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await subtle.decrypt({ name: "RSA-OAEP" }, key.privateKey, new Uint8Array(sealed)));
  } catch {
    return null;
  }
}

/** ECDSA over P-256 with SHA-256, as r and s side by side. Randomised: callers put the result on the tape. */
export async function signWith(key: KeyPair, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return signRaw({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, new Uint8Array(data));
}

/** True where the signature over the data was made with the key's private part. */
export async function verifyWith(key: PublicKey, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  return subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    key.publicKey,
    new Uint8Array(signature),
    new Uint8Array(data),
  );
}

/** X25519 (RFC 7748) or ECDH over P-256: 32 bytes that both ends get; null where the peer's half is not usable. */
export async function agree(own: KeyPair, peer: PublicKey): Promise<Uint8Array<ArrayBuffer> | null> {
  const name = own.algorithm === "X25519" ? "X25519" : "ECDH";
  try {
    return new Uint8Array(await subtle.deriveBits({ name, public: peer.publicKey }, own.privateKey, 256));
  } catch {
    return null;
  }
}

/** HKDF with SHA-256 (RFC 5869) to a channel key. */
export async function hkdfChannelKey(secret: Uint8Array, salt: Uint8Array, info: Uint8Array): Promise<ChannelKey> {
  const base = await subtle.importKey("raw", new Uint8Array(secret), "HKDF", false, ["deriveBits"]);
  const params = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(salt), info: new Uint8Array(info) };
  return importChannelKey(new Uint8Array(await subtle.deriveBits(params, base, 256)));
}
