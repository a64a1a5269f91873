import { subtle } from "./web.ts";

/** One in a few hundred fails there: so many in a row by chance, never. */
const TRIES = 8;

/**
 * A new pair from WebCrypto, asked for once more where that fails: WebKitGTK 2.50 refuses about one X25519 key in 256
 * with an OperationError (measured; it seems to lose leading zeros), and another key is as good.
 * @throws what WebCrypto throws, where it fails each time or for another reason
 */
export async function freshPair(
  algorithm: Algorithm | EcKeyGenParams | RsaHashedKeyGenParams,
  extractable: boolean,
  usages: readonly KeyUsage[],
): Promise<CryptoKeyPair> {
  for (let tries = 1; ; tries++) {
    try {
      const made = await subtle.generateKey(algorithm, extractable, [...usages]);
      if (!("publicKey" in made)) throw new TypeError(`${algorithm.name} gave no key pair`);
      return made;
    } catch (error) {
      if (tries === TRIES || !(error instanceof DOMException) || error.name !== "OperationError") throw error;
    }
  }
}
