import { DecodeError } from "../../../bytes/reader.ts";
import { childrenOf, type DerElement, MAX_DER_BYTES, readElement } from "../../../crypto/der.ts";

/** What DER looks like, from its outermost elements alone. */
export type DerKind =
  | "certificate"
  | "crl"
  | "ocsp"
  | "request"
  | "private-key"
  | "public-key"
  | "pkcs7"
  | "pkcs12"
  | "too-large"
  | "unknown";

/** `end`: where the element ends, and perhaps the next begins. */
export type Sniffed = Readonly<{ kind: DerKind; end: number }>;

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const ENUMERATED = 0x0a;
const SEQUENCE = 0x30;
const TIMES: readonly number[] = [0x17, 0x18];
const CONTEXT_0 = 0xa0;
const PATH = "DER";

/**
 * What begins at `at`: told by the shape of its first two levels, as RFC 5280 §4.1 and §5.1, RFC 6960 §4.2.1, RFC 2986
 * §4.1, RFC 5958 §2, RFC 5915 §3, RFC 8017 §A.1, RFC 2315 §7 and RFC 7292 §4 give it. null: no DER SEQUENCE. Total.
 */
export function sniffDer(bytes: Uint8Array, at = 0): Sniffed | null {
  try {
    const whole = readElement(bytes, at, bytes.length, PATH);
    if (whole.tag !== SEQUENCE) return null;
    const kind = kindOf(bytes, childrenOf(bytes, whole, PATH).slice(0, 12));
    const large = kind === "certificate" && whole.end - whole.start > MAX_DER_BYTES;
    return { kind: large ? "too-large" : kind, end: whole.end };
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

function kindOf(bytes: Uint8Array, parts: readonly DerElement[]): DerKind {
  const [first, second, third] = parts;
  const shape = tagsOf(parts);
  if (shape === "30,30,3" && first !== undefined) return signedKind(bytes, first);
  if (shape === "30,3" && first !== undefined && holdsOid(bytes, first)) return "public-key";
  if (shape === "30,4" && first !== undefined && holdsOid(bytes, first)) return "private-key";
  if (first?.tag === ENUMERATED) return "ocsp";
  if (first?.tag === OID && second?.tag === CONTEXT_0) return "pkcs7";
  if (first?.tag !== INTEGER) return "unknown";
  if (second?.tag === OCTET_STRING) return "private-key";
  if (second?.tag === SEQUENCE && third?.tag === OCTET_STRING) return "private-key";
  if (second?.tag === SEQUENCE && (third === undefined || third.tag === SEQUENCE)) return "pkcs12";
  return parts.length >= 9 && parts.every((part) => part.tag === INTEGER) ? "private-key" : "unknown";
}

/** Certificates, lists and requests are all something signed, the algorithm and the signature. */
function signedKind(bytes: Uint8Array, signed: DerElement): DerKind {
  const all = childrenOf(bytes, signed, PATH);
  if (all[0]?.tag === CONTEXT_0) return "certificate";
  const parts = all[0]?.tag === INTEGER ? all.slice(1) : all;
  if (parts[0]?.tag === SEQUENCE && parts[1]?.tag === SEQUENCE && TIMES.includes(parts[2]?.tag ?? 0)) return "crl";
  if (all[0]?.tag !== INTEGER) return "unknown";
  return parts.length <= 3 ? "request" : "certificate";
}

function holdsOid(bytes: Uint8Array, element: DerElement): boolean {
  return childrenOf(bytes, element, PATH)[0]?.tag === OID;
}

function tagsOf(parts: readonly DerElement[]): string {
  return parts.map((part) => (part.tag === BIT_STRING ? "3" : part.tag.toString(16))).join();
}
