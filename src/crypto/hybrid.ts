import { concat } from "../bytes/text.ts";
import type { Bytes } from "./buffer.ts";
import { agreeOn, type CurveHalf, halfOf, type PairOf } from "./curves.ts";

/**
 * X25519MLKEM768 (RFC 10024 §4): ML-KEM-768 (FIPS 203) and X25519 side by side, so that the secret
 * holds as long as one of the two does. In each of the three concatenations ML-KEM stands first.
 */
const KEY_SIZE = 1184;
const CIPHERTEXT_SIZE = 1088;
const X25519_SIZE = 32;
/** What ML-KEM wants of chance: d and z to make a key (§7.1), m to encapsulate (§7.2). */
const SEED_SIZE = 64;
const MESSAGE_SIZE = 32;

type Random = (size: number) => Promise<Bytes>;
type Agree = (peerShare: Uint8Array) => Promise<Bytes | null>;

/** The client's half: encapsulation key and X25519 share, 1216 bytes; and what it makes of the server's 1120. */
export async function makeHybridShare(
  random: Random,
  pairOf: PairOf,
): Promise<Readonly<{ share: Bytes; agree: Agree; half: CurveHalf }>> {
  const [kem, pair, seed] = await Promise.all([mlKem(), pairOf("x25519"), random(SEED_SIZE)]);
  const { publicKey, secretKey } = kem.keygen(seed);
  return {
    share: concat(publicKey, pair.share),
    half: halfOf(pair),
    async agree(peerShare) {
      if (peerShare.length !== CIPHERTEXT_SIZE + X25519_SIZE) return null;
      const secret = await agreeOn(pair, peerShare.subarray(CIPHERTEXT_SIZE));
      // A ciphertext that was not made for this key gives another secret, not an error (FIPS 203 §6.3).
      return secret && concat(kem.decapsulate(peerShare.subarray(0, CIPHERTEXT_SIZE), secretKey), secret);
    },
  };
}

/** The server's half and the 64-byte secret; null where the client's share is not one. */
export async function answerHybridShare(
  peerShare: Uint8Array,
  random: Random,
  pairOf: PairOf,
): Promise<Readonly<{ share: Bytes; secret: Bytes; half: CurveHalf }> | null> {
  if (peerShare.length !== KEY_SIZE + X25519_SIZE) return null;
  const [kem, pair, message] = await Promise.all([mlKem(), pairOf("x25519"), random(MESSAGE_SIZE)]);
  const secret = await agreeOn(pair, peerShare.subarray(KEY_SIZE));
  const sealed = encapsulate(kem, peerShare.subarray(0, KEY_SIZE), message);
  if (secret === null || sealed === null) return null;
  const share = concat(sealed.cipherText, pair.share);
  return { share, secret: concat(sealed.sharedSecret, secret), half: halfOf(pair) };
}

type MlKem = Awaited<ReturnType<typeof mlKem>>;

/** Null where the key has a number that is not below the modulus: the check of FIPS 203 §7.2, which the library makes. */
function encapsulate(kem: MlKem, key: Uint8Array, message: Uint8Array): ReturnType<MlKem["encapsulate"]> | null {
  try {
    return kem.encapsulate(key, message);
  } catch {
    return null;
  }
}

/** Loaded when the first share is made: 7 kB that most pages never need. */
async function mlKem() {
  const { ml_kem768 } = await import("@noble/post-quantum/ml-kem.js");
  return ml_kem768;
}
