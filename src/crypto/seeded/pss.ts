import { concat } from "../../bytes/text.ts";
import { bytesOf, numberOf, powerModulo } from "../bigNumbers.ts";
import type { Bytes } from "../buffer.ts";
import { sha256 } from "../keys.ts";
import { mgf1, xor } from "../mgf1.ts";
import type { RawSigner } from "../signing.ts";
import { HmacDrbg } from "./drbg.ts";
import type { RsaNumbers } from "./rsaKeys.ts";

const HASH_SIZE = 32;

/**
 * RSASSA-PSS with SHA-256 and a salt of 32 bytes (RFC 8017 §8.1.1), whose salt follows from key and data as the k of
 * RFC 6979 does: WebCrypto takes none from outside. Throws for another hash or salt, with which nobody signs: our bug.
 */
export function pssSigner(key: RsaNumbers): RawSigner {
  return async (parameters, data) => {
    if (!("saltLength" in parameters) || parameters.saltLength !== HASH_SIZE) throw new TypeError("a salt of 32 bytes");
    const salt = new HmacDrbg(bytesOf(key.d, key.size), await sha256(data)).generate(HASH_SIZE);
    const block = await pssBlock(data, salt, key.size * 8 - 1);
    return bytesOf(privatePower(key, numberOf(block)), key.size);
  };
}

/** EMSA-PSS encoding (RFC 8017 §9.1.1) into `bits` bits. */
export async function pssBlock(data: Uint8Array, salt: Uint8Array, bits: number): Promise<Bytes> {
  const size = Math.ceil(bits / 8);
  const hash = await sha256(concat(new Uint8Array(8), await sha256(data), salt));
  const padding = new Uint8Array(size - salt.length - HASH_SIZE - 2);
  const masked = xor(concat(padding, Uint8Array.of(1), salt), await mgf1(hash, size - HASH_SIZE - 1));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * size - bits));
  return concat(masked, hash, Uint8Array.of(0xbc));
}

/** RSASP1 by the two primes (RFC 8017 §5.2.1, step 2b). */
function privatePower({ p, q, dp, dq, qi }: RsaNumbers, base: bigint): bigint {
  const [one, two] = [powerModulo(base, dp, p), powerModulo(base, dq, q)];
  const h = ((((one - two) * qi) % p) + p) % p;
  return two + q * h;
}
