import { fromHex } from "../bytes/hex.ts";
import { concat } from "../bytes/text.ts";
import { fromBase64Url } from "./base64.ts";
import type { Bytes } from "./buffer.ts";
import { CURVES, type CurveName, type CurvePair } from "./curves.ts";
import { subtle } from "./web.ts";

/** PKCS#8 (RFC 5958) up to the private key: for x25519 by RFC 8410 §7, else by RFC 5915 without the public key. */
const PREFIXES: Readonly<Record<CurveName, Bytes>> = {
  x25519: fromHex("302e020100300506032b656e04220420"),
  secp256r1: fromHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"),
  secp384r1: fromHex("304e020100301006072a8648ce3d020106052b81040022043730350201010430"),
};

const UNCOMPRESSED = fromHex("04");

/**
 * The pair of a given private key: 32 or 48 bytes, for x25519 as RFC 7748 §5 has them, else the number big-endian.
 * Throws RangeError where they are no private key of the curve.
 */
export async function importPair(curve: CurveName, bytes: Uint8Array): Promise<CurvePair> {
  const { algorithm, secretBits } = CURVES[curve];
  if (bytes.length * 8 !== secretBits) throw new RangeError(`no key of ${curve}: ${bytes.length} bytes`);
  const pkcs8 = concat(PREFIXES[curve], bytes);
  const privateKey = await subtle.importKey("pkcs8", pkcs8, algorithm, true, ["deriveBits"]).catch(() => {
    throw new RangeError(`no key of ${curve}`);
  });
  const jwk = await subtle.exportKey("jwk", privateKey);
  const x = fromBase64Url(jwk.x ?? "");
  const share = jwk.y === undefined ? x : concat(UNCOMPRESSED, x, fromBase64Url(jwk.y));
  return { curve, privateKey, share };
}
