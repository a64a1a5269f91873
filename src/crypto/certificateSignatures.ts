import { type Bytes, viewOf } from "./buffer.ts";
import { ecdsaFromDer } from "./ecdsaValue.ts";
import { verifyDsa, verifyRsaMd5 } from "./oldSignatures.ts";
import {
  type CertificateCurve,
  type CertificateKey,
  type DsaParameters,
  readCertificateKey,
  rsaSpki,
} from "./publicKeys.ts";
import { subtle } from "./web.ts";

/** How a certificate, a CRL or an OCSP response is signed. MD5 and SHA-1 are there to be recognised, not to be trusted. */
export type SignatureMethod =
  | Readonly<{ kind: "RSA"; hash: RsaHash | "MD5" }>
  | Readonly<{ kind: "RSA-PSS"; hash: RsaHash; saltLength: number }>
  | Readonly<{ kind: "EC"; hash: RsaHash }>
  | Readonly<{ kind: "DSA"; hash: "SHA-1" | "SHA-256" }>
  | Readonly<{ kind: "Ed25519" }>;
export type RsaHash = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

/** unsupported: the key is of another kind, or one that is not calculated with here. */
export type SignatureResult = "valid" | "invalid" | "unsupported";

/** Outside these, an RSA key is either no key or makes us work for seconds. Whether it is strong is asked elsewhere. */
const RSA_BITS = { least: 512, most: 8192 } as const;
const MAX_EXPONENT_BYTES = 4;
const COORDINATES: Readonly<Record<CertificateCurve, number>> = { "P-256": 32, "P-384": 48, "P-521": 66 };

/** A key that was read, and what it was imported as: that costs a third of verifying, and is asked for again and again. */
type Read = Readonly<{ key: CertificateKey; imported: Map<string, Promise<CryptoKey | null>> }>;
const known = new WeakMap<Uint8Array, Read>();

/** What kind of key a SubjectPublicKeyInfo holds. The same array is read once: its bytes must stay as they are. */
export function certificateKey(spki: Uint8Array): CertificateKey {
  return readOnce(spki).key;
}

function readOnce(spki: Uint8Array): Read {
  const before = known.get(spki);
  if (before !== undefined) return before;
  const read = { key: readCertificateKey(spki), imported: new Map<string, Promise<CryptoKey | null>>() };
  known.set(spki, read);
  return read;
}

/**
 * Was the signature over the data made with the private part of this key (RFC 5280 §6.1.3 (a)(1))?
 *
 * @param spki SubjectPublicKeyInfo in DER; the same array is imported once
 * @param inherited DSA parameters for a key that has none of its own (RFC 3279 §2.3.2)
 */
export async function verifyCertificateSignature(
  method: SignatureMethod,
  spki: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
  inherited: DsaParameters | null = null,
): Promise<SignatureResult> {
  const key = certificateKey(spki);
  if (key.kind === "DSA" && method.kind === "DSA") {
    const parameters = key.parameters ?? inherited;
    if (parameters === null) return "unsupported";
    return resultOf(await verifyDsa(parameters, key.y, method.hash, data, signature));
  }
  if (key.kind === "RSA" && !isUsable(key)) return "unsupported";
  if (key.kind === "RSA" && method.kind === "RSA" && method.hash === "MD5") {
    return resultOf(verifyRsaMd5(key, data, signature));
  }
  const plan = planOf(method, key, signature);
  if (plan === null) return "unsupported";
  const usable = await keyFor(spki, plan);
  if (usable === null) return "unsupported";
  if (plan.signature === null) return "invalid";
  // Platforms may also throw for a key of a stranger's that they took and then can't calculate with.
  return resultOf(await subtle.verify(plan.use, usable, plan.signature, viewOf(data)).catch(() => false));
}

type Plan = Readonly<{
  name: string;
  format: "raw" | "spki";
  bytes: () => Bytes;
  key: Algorithm | EcKeyImportParams | RsaHashedImportParams;
  use: Algorithm | EcdsaParams | RsaPssParams;
  signature: Bytes | null;
}>;

function planOf(method: SignatureMethod, key: CertificateKey, signature: Uint8Array): Plan | null {
  if (key.kind === "EC" && method.kind === "EC") {
    const { curve, point } = key;
    const raw = ecdsaFromDer(signature, COORDINATES[curve]);
    const use = { name: "ECDSA", hash: method.hash };
    const bytes = () => viewOf(point);
    return { name: "EC", format: "raw", bytes, key: { name: "ECDSA", namedCurve: curve }, use, signature: raw };
  }
  if (key.kind === "Ed25519" && method.kind === "Ed25519") {
    const algorithm = { name: "Ed25519" };
    const bytes = () => viewOf(key.key);
    return { name: "Ed25519", format: "raw", bytes, key: algorithm, use: algorithm, signature: viewOf(signature) };
  }
  if (key.kind !== "RSA" || (method.kind !== "RSA" && method.kind !== "RSA-PSS")) return null;
  const common = { format: "spki", bytes: () => rsaSpki(key), signature: viewOf(signature) } as const;
  const { hash } = method;
  if (method.kind === "RSA") {
    const name = "RSASSA-PKCS1-v1_5";
    return { ...common, name: `PKCS1 ${hash}`, key: { name, hash }, use: { name } };
  }
  const use = { name: "RSA-PSS", saltLength: method.saltLength };
  return { ...common, name: `PSS ${hash}`, key: { name: "RSA-PSS", hash }, use };
}

function keyFor(spki: Uint8Array, plan: Plan): Promise<CryptoKey | null> {
  const { imported } = readOnce(spki);
  const before = imported.get(plan.name);
  if (before !== undefined) return before;
  const key = subtle.importKey(plan.format, plan.bytes(), plan.key, true, ["verify"]).catch((): null => null);
  imported.set(plan.name, key);
  return key;
}

function isUsable({ bits, exponent, modulus }: Extract<CertificateKey, { kind: "RSA" }>): boolean {
  const isOdd = (number: Uint8Array) => ((number.at(-1) ?? 0) & 1) === 1;
  if (bits < RSA_BITS.least || bits > RSA_BITS.most || !isOdd(modulus)) return false;
  return exponent.length <= MAX_EXPONENT_BYTES && isOdd(exponent) && !(exponent.length === 1 && exponent[0] === 1);
}

function resultOf(fits: boolean): SignatureResult {
  return fits ? "valid" : "invalid";
}
