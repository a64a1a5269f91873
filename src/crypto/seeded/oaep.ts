import { concat } from "../../bytes/text.ts";
import { fromBase64Url } from "../base64.ts";
import { bytesOf, numberOf, powerModulo } from "../bigNumbers.ts";
import type { Bytes } from "../buffer.ts";
import { type PublicKey, sha256 } from "../keys.ts";
import type { Coins } from "../maker.ts";
import { mgf1, xor } from "../mgf1.ts";
import { subtle } from "../web.ts";

const HASH_SIZE = 32;

/** RSAES-OAEP-ENCRYPT with SHA-256 and no label (RFC 8017 §7.1.1), the seed taken from the coins. */
export async function sealWithCoins(key: PublicKey, plaintext: Uint8Array, coins: Coins): Promise<Bytes> {
  const { n = "", e = "" } = await subtle.exportKey("jwk", key.publicKey);
  const modulus = fromBase64Url(n);
  const block = await oaepBlock(plaintext, coins(HASH_SIZE), modulus.length);
  const sealed = powerModulo(numberOf(block), numberOf(fromBase64Url(e)), numberOf(modulus));
  return bytesOf(sealed, modulus.length);
}

/** EME-OAEP encoding (RFC 8017 §7.1.1, step 2) to `size` bytes. Throws RangeError for a text that is too long: our bug. */
export async function oaepBlock(plaintext: Uint8Array, seed: Uint8Array, size: number): Promise<Bytes> {
  const room = size - 2 * HASH_SIZE - 2 - plaintext.length;
  if (room < 0) throw new RangeError(`${plaintext.length} bytes are too many for RSA-OAEP with ${size}`);
  const data = concat(await sha256(new Uint8Array()), new Uint8Array(room), Uint8Array.of(1), plaintext);
  const maskedData = xor(data, await mgf1(seed, data.length));
  return concat(Uint8Array.of(0), xor(seed, await mgf1(maskedData, HASH_SIZE)), maskedData);
}
