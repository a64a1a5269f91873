import { type Bytes, viewOf } from "./buffer.ts";
import { freshPair } from "./freshPair.ts";
import { subtle } from "./web.ts";

/** The groups that WebCrypto has whole. */
export type CurveName = "x25519" | "secp256r1" | "secp384r1";

type Curve = Readonly<{
  algorithm: Algorithm | EcKeyImportParams;
  /** Bytes of a public key as key_share carries it (RFC 8446 §4.2.8.2). */
  shareSize: number;
  secretBits: number;
}>;

export const CURVES: Readonly<Record<CurveName, Curve>> = {
  x25519: { algorithm: { name: "X25519" }, shareSize: 32, secretBits: 256 },
  secp256r1: { algorithm: { name: "ECDH", namedCurve: "P-256" }, shareSize: 65, secretBits: 256 },
  secp384r1: { algorithm: { name: "ECDH", namedCurve: "P-384" }, shareSize: 97, secretBits: 384 },
};
const UNCOMPRESSED = 0x04;

/** Half of an agreement: the private part, and the public part as key_share carries it. */
export type CurvePair = Readonly<{ curve: CurveName; privateKey: CryptoKey; share: Bytes }>;

/** A private half, as far as whoever holds it can use it: to agree, not to take it out. */
export type CurveHalf = Readonly<{
  curve: CurveName;
  share: Bytes;
  /** As `agreeOn`. */
  agree(peerShare: Uint8Array): Promise<Bytes | null>;
}>;

/** Makes a pair of a curve. */
export type PairOf = (curve: CurveName) => Promise<CurvePair>;

/** A pair as a half. */
export function halfOf(pair: CurvePair): CurveHalf {
  return { curve: pair.curve, share: pair.share, agree: (peerShare) => agreeOn(pair, peerShare) };
}

/** A new pair, whose private part can't be taken out. */
export async function makePair(curve: CurveName): Promise<CurvePair> {
  const { privateKey, publicKey } = await generate(curve);
  return { curve, privateKey, share: await exported(publicKey) };
}

/** A new half, and the secret that `agreeOn` gives with it, made at the same time. */
export async function answerOn(
  curve: CurveName,
  peerShare: Uint8Array,
): Promise<Readonly<{ half: CurveHalf; secret: Bytes | null }>> {
  const { privateKey, publicKey } = await generate(curve);
  const [share, secret] = await Promise.all([exported(publicKey), agreeOn({ curve, privateKey }, peerShare)]);
  return { half: halfOf({ curve, privateKey, share }), secret };
}

/** A half that is there already, and the secret that `agreeOn` gives with it. */
export async function answerWith(
  pair: CurvePair,
  peerShare: Uint8Array,
): Promise<Readonly<{ half: CurveHalf; secret: Bytes | null }>> {
  return { half: halfOf(pair), secret: await agreeOn(pair, peerShare) };
}

/**
 * The shared secret of RFC 8446 §7.4.2: 32 bytes, or 48 for secp384r1. Null where the peer's share has the wrong size,
 * is no uncompressed point of the curve (§4.2.8.2), or is an x25519 share that leads to zeros alone (RFC 7748 §6.1).
 */
export async function agreeOn(
  own: Pick<CurvePair, "curve" | "privateKey">,
  peerShare: Uint8Array,
): Promise<Bytes | null> {
  const { algorithm, secretBits } = CURVES[own.curve];
  if (!hasForm(own.curve, peerShare)) return null;
  try {
    const peer = await subtle.importKey("raw", viewOf(peerShare), algorithm, false, []);
    const bits = await subtle.deriveBits({ name: algorithm.name, public: peer }, own.privateKey, secretBits);
    const secret = new Uint8Array(bits);
    return own.curve === "x25519" && secret.every((byte) => byte === 0) ? null : secret;
  } catch {
    return null;
  }
}

function generate(curve: CurveName): Promise<CryptoKeyPair> {
  return freshPair(CURVES[curve].algorithm, false, ["deriveBits"]);
}

async function exported(publicKey: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await subtle.exportKey("raw", publicKey));
}

/** Size and first byte: platforms take compressed points too, which TLS 1.3 does not allow. */
function hasForm(curve: CurveName, share: Uint8Array): boolean {
  return share.length === CURVES[curve].shareSize && (curve === "x25519" || share[0] === UNCOMPRESSED);
}
