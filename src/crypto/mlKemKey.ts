import { fromHex, type Hex, toHex } from "../bytes/hex.ts";
import { concat } from "../bytes/text.ts";
import type { Bytes } from "./buffer.ts";
import { sha256 } from "./keys.ts";

/** Bytes of an encapsulation key of ML-KEM-768 (FIPS 203 §8). */
export const ML_KEM_KEY_SIZE = 1184;

/** SEQUENCE { SEQUENCE { id-alg-ml-kem-768 }, BIT STRING of 1,185 bytes }, up to the key itself; no parameters. */
const SPKI_START = fromHex("308204b2300b0609608648016503040402038204a100");

/** An encapsulation key as SubjectPublicKeyInfo (NIST's identifier 2.16.840.1.101.3.4.4.2), and the SHA-256 of that. */
export async function mlKemPublicKey(key: Uint8Array): Promise<Readonly<{ spki: Bytes; fingerprint: Hex }>> {
  const spki = concat(SPKI_START, key);
  return { spki, fingerprint: toHex(await sha256(spki)) };
}
