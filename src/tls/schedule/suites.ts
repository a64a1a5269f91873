import { AEADS, type AeadName } from "../../crypto/aead.ts";
import { HASH_SIZES, type HashName } from "../../crypto/hash.ts";
import { CIPHER_SUITES, type CipherSuiteName, nameOf } from "../codepoints.ts";

/** What a cipher suite of TLS 1.3 stands for (RFC 8446 §B.4). Sizes in bytes. */
export type Suite = Readonly<{
  name: CipherSuiteName;
  code: number;
  hash: HashName;
  hashSize: number;
  aead: AeadName;
  keySize: number;
}>;

/** The suites that the engine speaks. */
export const SUITES: Readonly<Record<CipherSuiteName, Suite>> = {
  TLS_AES_128_GCM_SHA256: suite("TLS_AES_128_GCM_SHA256", "SHA-256", "AES-128-GCM"),
  TLS_AES_256_GCM_SHA384: suite("TLS_AES_256_GCM_SHA384", "SHA-384", "AES-256-GCM"),
  TLS_CHACHA20_POLY1305_SHA256: suite("TLS_CHACHA20_POLY1305_SHA256", "SHA-256", "ChaCha20-Poly1305"),
};

/** The suite that a number of the wire names; null: none that the engine speaks. */
export function suiteByCode(code: number): Suite | null {
  const name = nameOf(CIPHER_SUITES, code);
  return name === null ? null : SUITES[name];
}

/**
 * How many full-size records one traffic key may protect (RFC 8446 §5.5): 2^24.5 under AES-GCM. ChaCha20-Poly1305 is
 * bounded by the sequence number alone, which we count exactly up to 2^53.
 */
export function recordsPerKey(suite: Suite): number {
  return suite.aead === "ChaCha20-Poly1305" ? Number.MAX_SAFE_INTEGER : Math.floor(2 ** 24.5);
}

function suite(name: CipherSuiteName, hash: HashName, aead: AeadName): Suite {
  return { name, code: CIPHER_SUITES[name], hash, hashSize: HASH_SIZES[hash], aead, keySize: AEADS[aead].keySize };
}
