import type { Bytes } from "./buffer.ts";
import { subtle } from "./web.ts";

type Parameters = Algorithm | EcdsaParams | RsaPssParams;

/** A signature as WebCrypto gives it: of ECDSA r and s side by side. */
export type RawSigner = (parameters: Parameters, data: Bytes) => Promise<Bytes>;

const repeatable = new WeakMap<CryptoKey, RawSigner>();

/** From now on the private key signs with `signer`: the keys of seeded runs, whose signatures are the same each time. */
export function signsBy(key: CryptoKey, signer: RawSigner): void {
  repeatable.set(key, signer);
}

/** A signature of the platform; or, of a key that has a signer of its own, that signer's. */
export async function signRaw(parameters: Parameters, key: CryptoKey, data: Bytes): Promise<Bytes> {
  const signer = repeatable.get(key);
  return signer === undefined ? new Uint8Array(await subtle.sign(parameters, key, data)) : signer(parameters, data);
}
