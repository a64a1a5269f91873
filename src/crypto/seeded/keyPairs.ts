import { toHex } from "../../bytes/hex.ts";
import { concat } from "../../bytes/text.ts";
import { toBase64Url } from "../base64.ts";
import type { Bytes } from "../buffer.ts";
import { CURVES as CURVE_FACTS, type CurveName, type CurvePair } from "../curves.ts";
import { type KeyPair, type PairAlgorithm, sha256, USAGES } from "../keys.ts";
import { importPair } from "../privateKeys.ts";
import { signsBy } from "../signing.ts";
import { subtle } from "../web.ts";
import type { HmacDrbg } from "./drbg.ts";
import { ecdsaSigner } from "./ecdsa.ts";
import { pssSigner } from "./pss.ts";
import { type Choice, rsaJwk, rsaNumbers } from "./rsaKeys.ts";
import { type NistCurve, pointOf, scalarOf } from "./scalars.ts";

export type CurveAlgorithm = "X25519" | "P-256" | "ECDSA P-256";
export type RsaAlgorithm = Exclude<PairAlgorithm, CurveAlgorithm>;

/** A pair on a curve out of a stream. One that signs does so in the same way each time. */
export async function curveKeyPair(algorithm: CurveAlgorithm, drbg: HmacDrbg): Promise<KeyPair> {
  if (algorithm === "X25519") return imported(algorithm, await x25519Jwk(drbg));
  const scalar = scalarOf("P-256", drbg);
  const pair = await imported(algorithm, ecJwk("P-256", scalar));
  if (algorithm === "ECDSA P-256") signsBy(pair.privateKey, ecdsaSigner(scalar));
  return pair;
}

/** A pair of two published primes. */
export async function rsaKeyPair(algorithm: RsaAlgorithm, choice: Choice): Promise<KeyPair> {
  const numbers = rsaNumbers(choice);
  const pair = await imported(algorithm, rsaJwk(numbers));
  // PKCS #1 v1.5 signs the same each time as it is; RSA-OAEP does not sign.
  if (algorithm === "RSA 1024") signsBy(pair.privateKey, pssSigner(numbers));
  return pair;
}

/** A pair for an agreement out of a stream, which is asked before anything is awaited. */
export async function agreementPair(curve: CurveName, drbg: HmacDrbg): Promise<CurvePair> {
  if (curve === "x25519") return importPair(curve, drbg.generate(32));
  const name = curve === "secp256r1" ? "P-256" : "P-384";
  const scalar = scalarOf(name, drbg);
  const point = pointOf(name, scalar);
  const jwk = ecJwk(name, scalar, point);
  const privateKey = await subtle.importKey("jwk", jwk, CURVE_FACTS[curve].algorithm, false, ["deriveBits"]);
  return { curve, privateKey, share: concat(Uint8Array.of(4), point.x, point.y) };
}

/** With its point, because not every platform finds that itself. */
function ecJwk(crv: NistCurve, scalar: Bytes, { x, y } = pointOf(crv, scalar)): JsonWebKey {
  return { kty: "EC", crv, x: toBase64Url(x), y: toBase64Url(y), d: toBase64Url(scalar) };
}

async function x25519Jwk(drbg: HmacDrbg): Promise<JsonWebKey> {
  const secret = drbg.generate(32);
  const { share } = await importPair("x25519", secret);
  return { kty: "OKP", crv: "X25519", x: toBase64Url(share), d: toBase64Url(secret) };
}

async function imported(algorithm: PairAlgorithm, jwk: JsonWebKey): Promise<KeyPair> {
  const usage = USAGES[algorithm];
  const { d, p, q, dp, dq, qi, ...open } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    subtle.importKey("jwk", jwk, usage.params, false, usage.private),
    subtle.importKey("jwk", open, usage.params, true, usage.public),
  ]);
  const spki = new Uint8Array(await subtle.exportKey("spki", publicKey));
  return { algorithm, publicKey, privateKey, spki, fingerprint: toHex(await sha256(spki)) };
}
