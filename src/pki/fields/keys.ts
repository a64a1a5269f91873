import { toHex } from "../../bytes/hex.ts";
import type { ByteTree } from "../../bytes/tree.ts";
import { childrenOf, contentOf, type DerElement, isConstructed } from "../../crypto/der.ts";
import { oidName, readOid } from "../oid.ts";
import { bitsHolding, type Explain, field, nested, type Place, rest, sequence, type Walk } from "./explain.ts";
import { TAGS } from "./universal.ts";

/** AlgorithmIdentifier, SubjectPublicKeyInfo and signatures: RFC 5280 §4.1.1.2 and §4.1.2.7, RFC 5480, RFC 8017. */

export const algorithmIdentifier: Explain = sequence([field("algorithm"), field("parameters")], (fields) => {
  return fields.flatMap((f) => (f.value === null ? [] : [f.value])).join(", ") || null;
});

const rsaPublicKey = field(
  "RSAPublicKey",
  sequence([field("modulus"), field("publicExponent")], ([modulus]) => {
    return modulus === undefined ? null : `${(modulus.end - modulus.start - 5) * 8} bits`;
  }),
);

const ecdsaSignature = field("Ecdsa-Sig-Value", sequence([field("r"), field("s")]));

/** SubjectPublicKeyInfo: what is in its bit string depends on the algorithm beside it. */
export const subjectPublicKeyInfo: Explain = (walk, element, place) => {
  const algorithm = algorithmOf(walk.bytes, childrenSafely(walk.bytes, element)[0]);
  const bits = bitsHolding((...span) => keyParts(algorithm, ...span));
  const fields = [field("algorithm", algorithmIdentifier), field("subjectPublicKey", bits)];
  return sequence(fields, ([known]) => known?.value ?? null)(walk, element, place);
};

/** A signature's bit string, opened where the algorithm makes one out of two numbers (RFC 3279 §2.2.3). */
export function signatureBits(algorithm: string | null): Explain {
  return bitsHolding((walk, start, end, place) => {
    const pair = algorithm?.startsWith("ecdsa") ? nested(walk, start, end, place, ecdsaSignature) : null;
    return pair === null ? rest(place, "signature", start, end, null) : [pair];
  });
}

/** The name of the algorithm in an AlgorithmIdentifier; null where there is none. */
export function algorithmOf(bytes: Uint8Array, element: DerElement | undefined): string | null {
  const [id] = childrenSafely(bytes, element);
  const dotted = id?.tag === TAGS["OBJECT IDENTIFIER"] ? readOid(contentOf(bytes, id)) : null;
  return dotted === null ? null : oidName(dotted);
}

function keyParts(algorithm: string | null, walk: Walk, start: number, end: number, place: Place): ByteTree[] {
  const whole = rest(place, "key", start, end, toHex(walk.bytes.subarray(start, Math.min(end, start + 32))));
  if (algorithm === "rsaEncryption") {
    const key = nested(walk, start, end, place, rsaPublicKey);
    return key === null ? whole : [key];
  }
  if (algorithm === "id-ecPublicKey" && walk.bytes[start] === 4 && (end - start) % 2 === 1) {
    return pointParts(walk, start, end, place);
  }
  return whole;
}

/** An uncompressed point: 04, then the two coordinates (SEC 1 §2.3.3, RFC 5480 §2.2). */
function pointParts(walk: Walk, start: number, end: number, place: Place): ByteTree[] {
  const middle = start + 1 + (end - start - 1) / 2;
  return [
    ...rest(place, "form", start, start + 1, "uncompressed"),
    ...rest(place, "x", start + 1, middle, toHex(walk.bytes.subarray(start + 1, middle))),
    ...rest(place, "y", middle, end, toHex(walk.bytes.subarray(middle, end))),
  ];
}

function childrenSafely(bytes: Uint8Array, element: DerElement | undefined): readonly DerElement[] {
  return element === undefined || !isConstructed(element) ? [] : childrenOf(bytes, element, "AlgorithmIdentifier");
}
