import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { readOid } from "./oid.ts";

/** Readers of the extensions about policies. Each throws DecodeError or RangeError on what is malformed. */

/** The object identifier of anyPolicy (RFC 5280 §4.2.1.4). */
export const ANY_POLICY = "2.5.29.32.0";

/** One policy of the issuer's domain that counts as one of the subject's. */
export type PolicyMapping = Readonly<{ issuer: string; subject: string }>;

/** null: that part is left out. */
export type PolicyConstraints = Readonly<{ requireExplicit: number | null; inhibitMapping: number | null }>;

const INTEGER = 0x02;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;

/** CertificatePolicies (RFC 5280 §4.2.1.4): the policies, each once; qualifiers bind nobody. */
export function readPolicies(value: Uint8Array): readonly string[] {
  const all = listIn(value, "CertificatePolicies").map((information) =>
    readPolicy(value, childrenOf(value, information, "PolicyInformation")[0]),
  );
  if (all.length === 0) throw new RangeError("CertificatePolicies is empty");
  if (new Set(all).size < all.length) throw new RangeError("a policy stands there twice");
  return all;
}

/** PolicyMappings (RFC 5280 §4.2.1.5). */
export function readPolicyMappings(value: Uint8Array): readonly PolicyMapping[] {
  const all = listIn(value, "PolicyMappings").map((pair) => {
    const [issuer, subject, ...more] = childrenOf(value, pair, "PolicyMapping");
    if (more.length > 0) throw new RangeError("a PolicyMapping is malformed");
    return { issuer: readPolicy(value, issuer), subject: readPolicy(value, subject) };
  });
  if (all.length === 0) throw new RangeError("PolicyMappings is empty");
  return all;
}

/** PolicyConstraints (RFC 5280 §4.2.1.11): not both parts may be left out. */
export function readPolicyConstraints(value: Uint8Array): PolicyConstraints {
  const parts = [...listIn(value, "PolicyConstraints")];
  const explicit = parts[0]?.tag === 0x80 ? parts.shift() : undefined;
  const mapping = parts[0]?.tag === 0x81 ? parts.shift() : undefined;
  if (parts.length > 0 || (explicit === undefined && mapping === undefined)) {
    throw new RangeError("PolicyConstraints is malformed");
  }
  const read = (element: DerElement | undefined) => (element === undefined ? null : readSkipCerts(value, element));
  return { requireExplicit: read(explicit), inhibitMapping: read(mapping) };
}

/** InhibitAnyPolicy (RFC 5280 §4.2.1.14). */
export function readInhibitAnyPolicy(value: Uint8Array): number {
  const whole = readWhole(value, "InhibitAnyPolicy");
  if (whole.tag !== INTEGER) throw new RangeError("InhibitAnyPolicy is no number");
  return readSkipCerts(value, whole);
}

function listIn(value: Uint8Array, path: string): readonly DerElement[] {
  const whole = readWhole(value, path);
  if (whole.tag !== SEQUENCE) throw new RangeError(`${path} is no sequence`);
  return childrenOf(value, whole, path);
}

function readPolicy(bytes: Uint8Array, element: DerElement | undefined): string {
  const id = element?.tag === OBJECT_IDENTIFIER ? readOid(contentOf(bytes, element)) : null;
  if (id === null) throw new RangeError("a policy is no object identifier");
  return id;
}

/** A number of certificates; one that no path can reach is as good as any other such. */
function readSkipCerts(bytes: Uint8Array, element: DerElement): number {
  const content = contentOf(bytes, element);
  const [first] = content;
  if (first === undefined || first >= 0x80) throw new RangeError("SkipCerts is no number of certificates");
  return content.length > 3 ? 0xffffff : content.reduce((number, byte) => number * 256 + byte, 0);
}
