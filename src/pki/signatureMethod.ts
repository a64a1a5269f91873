import type { RsaHash, SignatureMethod } from "../crypto/certificateSignatures.ts";
import { childrenOf, contentOf, type DerElement } from "../crypto/der.ts";
import { readOid } from "./oid.ts";

/** How something is signed: `method` null where we can't verify it; `hash` null where the algorithm has none of its own. */
export type SigningMethod = Readonly<{ method: SignatureMethod | null; hash: string | null }>;

/** RFC 8017 §A.2.4, RFC 5758 §3, RFC 3279 §2.2, RFC 8410 §3. */
const METHODS: Readonly<Record<string, SigningMethod>> = {
  "1.2.840.113549.1.1.2": { method: null, hash: "MD2" },
  "1.2.840.113549.1.1.4": { method: { kind: "RSA", hash: "MD5" }, hash: "MD5" },
  "1.2.840.113549.1.1.5": hashed("RSA", "SHA-1"),
  "1.2.840.113549.1.1.11": hashed("RSA", "SHA-256"),
  "1.2.840.113549.1.1.12": hashed("RSA", "SHA-384"),
  "1.2.840.113549.1.1.13": hashed("RSA", "SHA-512"),
  "1.2.840.10045.4.1": hashed("EC", "SHA-1"),
  "1.2.840.10045.4.3.2": hashed("EC", "SHA-256"),
  "1.2.840.10045.4.3.3": hashed("EC", "SHA-384"),
  "1.2.840.10045.4.3.4": hashed("EC", "SHA-512"),
  "1.2.840.10040.4.3": { method: { kind: "DSA", hash: "SHA-1" }, hash: "SHA-1" },
  "2.16.840.1.101.3.4.3.2": { method: { kind: "DSA", hash: "SHA-256" }, hash: "SHA-256" },
  "1.3.101.112": { method: { kind: "Ed25519" }, hash: null },
};
const UNKNOWN: SigningMethod = { method: null, hash: null };

const PSS = "1.2.840.113549.1.1.10";
const MGF1 = "1.2.840.113549.1.1.8";
const HASHES: Readonly<Record<string, RsaHash>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
/** What fits into the largest key that is calculated with. */
const MAX_SALT = 1024;
const PATH = "AlgorithmIdentifier";
const INTEGER = 0x02;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;

function hashed(kind: "RSA" | "EC", hash: RsaHash): SigningMethod {
  return { method: { kind, hash }, hash };
}

/**
 * What the AlgorithmIdentifier of a signature says (RFC 5280 §4.1.1.2), parameters of RSASSA-PSS included (RFC 4055
 * §3.1). An algorithm that we don't know is no error; parameters that can't be read throw DecodeError or RangeError.
 */
export function readSigningMethod(der: Uint8Array, element: DerElement): SigningMethod {
  const [id, parameters] = childrenOf(der, element, PATH);
  const dotted = idOf(der, id);
  return dotted === PSS ? readPss(der, parameters) : (METHODS[dotted] ?? UNKNOWN);
}

/** Everything left out has a default, SHA-1 among them. One hash for both uses, or WebCrypto can't do it. */
function readPss(der: Uint8Array, parameters: DerElement | undefined): SigningMethod {
  if (parameters?.tag !== SEQUENCE) return UNKNOWN;
  let hash: RsaHash | undefined = "SHA-1";
  let maskHash: RsaHash | undefined = "SHA-1";
  let saltLength = 20;
  for (const part of childrenOf(der, parameters, PATH)) {
    const [inside] = childrenOf(der, part, PATH);
    if (inside === undefined) throw new RangeError("RSASSA-PSS-params is malformed");
    if (part.tag === 0xa0) hash = HASHES[firstId(der, inside)];
    else if (part.tag === 0xa1) maskHash = readMaskHash(der, inside);
    else if (part.tag === 0xa2) saltLength = readNumber(der, inside);
    else if (part.tag !== 0xa3 || readNumber(der, inside) !== 1) throw new RangeError("RSASSA-PSS-params is malformed");
  }
  if (hash === undefined || hash !== maskHash || saltLength > MAX_SALT) return { method: null, hash: hash ?? null };
  return { method: { kind: "RSA-PSS", hash, saltLength }, hash };
}

function readMaskHash(der: Uint8Array, element: DerElement): RsaHash | undefined {
  const [id, hash] = childrenOf(der, element, PATH);
  return idOf(der, id) === MGF1 && hash !== undefined ? HASHES[firstId(der, hash)] : undefined;
}

function firstId(der: Uint8Array, algorithm: DerElement): string {
  return idOf(der, childrenOf(der, algorithm, PATH)[0]);
}

function idOf(der: Uint8Array, element: DerElement | undefined): string {
  const dotted = element?.tag === OBJECT_IDENTIFIER ? readOid(contentOf(der, element)) : null;
  if (dotted === null) throw new RangeError("an AlgorithmIdentifier is malformed");
  return dotted;
}

/** At most two bytes: openssl salts as long as a key allows. */
function readNumber(der: Uint8Array, element: DerElement): number {
  const [first, second = null, ...more] = contentOf(der, element);
  if (element.tag !== INTEGER || first === undefined || first >= 0x80 || more.length > 0) {
    throw new RangeError("a number in RSASSA-PSS-params is malformed");
  }
  return second === null ? first : first * 256 + second;
}
