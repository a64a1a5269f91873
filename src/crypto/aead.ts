import { toBase64Url } from "./base64.ts";
import { type Bytes, viewOf } from "./buffer.ts";
import { NONCE_LENGTH, TAG_LENGTH } from "./lengths.ts";
import { subtle } from "./web.ts";

/** The AEADs of TLS 1.3's cipher suites (RFC 8446 §B.4). */
export type AeadName = "AES-128-GCM" | "AES-256-GCM" | "ChaCha20-Poly1305";

/** Sizes in bytes (RFC 5116 §5, RFC 8439 §2.8). */
export const AEADS: Readonly<Record<AeadName, Readonly<{ keySize: number; nonceSize: 12; tagSize: 16 }>>> = {
  "AES-128-GCM": { keySize: 16, nonceSize: NONCE_LENGTH, tagSize: TAG_LENGTH },
  "AES-256-GCM": { keySize: 32, nonceSize: NONCE_LENGTH, tagSize: TAG_LENGTH },
  "ChaCha20-Poly1305": { keySize: 32, nonceSize: NONCE_LENGTH, tagSize: TAG_LENGTH },
};

/**
 * A key that seals and opens. Both may be called many times before the first is done. The inputs are read before the
 * call returns: what is done to the buffers afterwards changes nothing.
 */
export type AeadKey = Readonly<{
  name: AeadName;
  /** The ciphertext with its 16-byte tag behind it. `nonce` is 12 bytes, and never the same twice under one key. */
  seal(nonce: Uint8Array, additional: Uint8Array, plaintext: Uint8Array): Promise<Bytes>;
  /** The plaintext; null where the tag does not fit key, nonce, additional data and ciphertext, or is not there. */
  open(nonce: Uint8Array, additional: Uint8Array, sealed: Uint8Array): Promise<Bytes | null>;
}>;

/**
 * A key of 16 or 32 bytes (AEADS has the size) ready for use. AES-GCM is WebCrypto's; ChaCha20-Poly1305 too where the
 * platform has it, else @noble/ciphers'. Throws RangeError for a key or, later, a nonce of another size: our bug.
 */
export async function importAead(name: AeadName, key: Uint8Array): Promise<AeadKey> {
  if (key.length !== AEADS[name].keySize) throw new RangeError(`${name} takes no key of ${key.length} bytes`);
  const own = new Uint8Array(key);
  if (name !== "ChaCha20-Poly1305") return webKey(name, await importGcm(own), gcm);
  return (await hasWebChaCha()) ? webKey(name, await importWebChaCha(own), chaCha) : nobleChaCha(own);
}

type Parameters = (nonce: Uint8Array, additional: Uint8Array) => Algorithm;

function gcm(nonce: Uint8Array, additional: Uint8Array): AesGcmParams {
  return { name: "AES-GCM", iv: viewOf(nonce), additionalData: viewOf(additional), tagLength: TAG_LENGTH * 8 };
}

/** What the platform takes for ChaCha20-Poly1305 (Modern Algorithms in the Web Cryptography API, WICG). */
function chaCha(nonce: Uint8Array, additional: Uint8Array): Algorithm {
  const parameters = { name: "ChaCha20-Poly1305", iv: viewOf(nonce), additionalData: viewOf(additional) };
  return parameters;
}

function importGcm(key: Bytes): Promise<CryptoKey> {
  return subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function importWebChaCha(key: Bytes): Promise<CryptoKey> {
  // As a JWK, because "raw" isn't taken for this algorithm and the form that is has no name in older definitions.
  const jwk = { kty: "oct", alg: "C20P", k: toBase64Url(key) };
  return subtle.importKey("jwk", jwk, "ChaCha20-Poly1305", false, ["encrypt", "decrypt"]);
}

function webKey(name: AeadName, key: CryptoKey, parameters: Parameters): AeadKey {
  return {
    name,
    async seal(nonce, additional, plaintext) {
      checkNonce(nonce);
      return new Uint8Array(await subtle.encrypt(parameters(nonce, additional), key, viewOf(plaintext)));
    },
    async open(nonce, additional, sealed) {
      checkNonce(nonce);
      if (sealed.length < TAG_LENGTH) return null;
      try {
        return new Uint8Array(await subtle.decrypt(parameters(nonce, additional), key, viewOf(sealed)));
      } catch {
        return null;
      }
    },
  };
}

async function nobleChaCha(key: Bytes): Promise<AeadKey> {
  const { chacha20poly1305 } = await import("@noble/ciphers/chacha.js");
  return {
    name: "ChaCha20-Poly1305",
    async seal(nonce, additional, plaintext) {
      checkNonce(nonce);
      return chacha20poly1305(key, nonce, additional).encrypt(plaintext);
    },
    async open(nonce, additional, sealed) {
      checkNonce(nonce);
      const cipher = chacha20poly1305(key, nonce, additional);
      try {
        return cipher.decrypt(sealed);
      } catch {
        return null;
      }
    },
  };
}

let webChaCha: Promise<boolean> | null = null;

/** Does the platform's WebCrypto know ChaCha20-Poly1305? Asked once, by trying. */
function hasWebChaCha(): Promise<boolean> {
  const nonce = new Uint8Array(NONCE_LENGTH);
  webChaCha ??= importWebChaCha(new Uint8Array(AEADS["ChaCha20-Poly1305"].keySize))
    .then((key) => subtle.encrypt(chaCha(nonce, nonce), key, nonce))
    .then(
      () => true,
      () => false,
    );
  return webChaCha;
}

function checkNonce(nonce: Uint8Array): void {
  if (nonce.length !== NONCE_LENGTH) throw new RangeError(`a nonce of ${nonce.length} bytes`);
}
