import { fromBase64Url } from "./base64.ts";
import { bytesOf, numberOf, powerModulo } from "./bigNumbers.ts";
import type { PublicKey } from "./keys.ts";
import { sha256 } from "./keys.ts";
import { mgf1, xor } from "./mgf1.ts";
import { subtle } from "./web.ts";

/**
 * What somebody can do to an RSA-OAEP ciphertext who holds only the public key: apply the public exponent
 * (RFC 8017 §5.1.1) and look whether an OAEP block (RFC 8017 §7.1.2) came out. It does not: that takes the private exponent.
 * Gives the plaintext in the case that cannot happen, else null.
 */
export async function openWithPublicKey(key: PublicKey, sealed: Uint8Array): Promise<Uint8Array | null> {
  const jwk = await subtle.exportKey("jwk", key.publicKey);
  const modulus = numberOf(fromBase64Url(jwk.n ?? ""));
  const exponent = numberOf(fromBase64Url(jwk.e ?? ""));
  if (modulus <= 0n) return null;
  const block = bytesOf(powerModulo(numberOf(sealed) % modulus, exponent, modulus), 256);
  return unpadOaep(block);
}

/** EME-OAEP decoding with SHA-256 and an empty label; null where the block is none. */
async function unpadOaep(block: Uint8Array): Promise<Uint8Array | null> {
  const maskedSeed = block.slice(1, 33);
  const maskedDb = block.slice(33);
  const seed = xor(maskedSeed, await mgf1(maskedDb, 32));
  const db = xor(maskedDb, await mgf1(seed, maskedDb.length));
  const labelHash = await sha256(new Uint8Array());
  const end = db.findIndex((byte, i) => i >= 32 && byte !== 0);
  const fits = block[0] === 0 && labelHash.every((byte, i) => byte === db[i]) && db[end] === 1;
  return fits ? db.slice(end + 1) : null;
}
