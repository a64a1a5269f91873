import { toHex } from "../../bytes/hex.ts";
import type { ByteTree } from "../../bytes/tree.ts";
import { childrenOf, contentOf, type DerElement } from "../../crypto/der.ts";
import { KEY_USAGES, namedBits } from "../keyUsage.ts";
import { oidName, readOid } from "../oid.ts";
import {
  any,
  bitsHolding,
  type Explain,
  type Field,
  field,
  listOf,
  octetsHolding,
  primitive,
  rest,
  sequence,
} from "./explain.ts";
import { generalName, generalNames, joined } from "./names.ts";
import { TAGS } from "./universal.ts";

/** Extensions, RFC 5280 §4.2: each is named by what it is, and its value is opened where we know the type. */

const keyIdentifier = primitive(toHex);

const keyUsage = bitsHolding((walk, start, end, place) => {
  const bits = walk.bytes.subarray(start, end);
  return rest(place, "value", start, end, namedBits(bits, KEY_USAGES).join(", "));
});

const basicConstraints = sequence(
  [field("cA", any, TAGS.BOOLEAN), field("pathLenConstraint", any, TAGS.INTEGER)],
  (fields) => {
    const [cA, length] = ["cA", "pathLenConstraint"].map((name) => fields.find((f) => f.name === name)?.value);
    return `cA ${cA ?? "FALSE"}${length === undefined ? "" : `, pathLenConstraint ${length}`}`;
  },
);

const authorityKeyIdentifier = sequence(
  [
    field("keyIdentifier", keyIdentifier, 0x80),
    field("authorityCertIssuer", listOf(generalName), 0xa1),
    field("authorityCertSerialNumber", primitive(toHex), 0x82),
  ],
  (fields) => fields.find((f) => f.name === "keyIdentifier")?.value ?? null,
);

const accessDescription: Explain = (walk, element, place) => {
  const [, location] = childrenOf(walk.bytes, element, place.path);
  const choice = location === undefined ? field("accessLocation") : generalName(walk.bytes, location);
  return sequence([field("accessMethod"), choice], joined(" "))(walk, element, place);
};

const VALUES: Readonly<Record<string, Field>> = {
  subjectKeyIdentifier: field("SubjectKeyIdentifier", keyIdentifier),
  authorityKeyIdentifier: field("AuthorityKeyIdentifier", authorityKeyIdentifier),
  keyUsage: field("KeyUsage", keyUsage),
  basicConstraints: field("BasicConstraints", basicConstraints),
  subjectAltName: field("SubjectAltName", generalNames),
  issuerAltName: field("IssuerAltName", generalNames),
  extKeyUsage: field(
    "ExtKeyUsageSyntax",
    listOf(() => field("KeyPurposeId"), joined(", ")),
  ),
  authorityInfoAccess: field(
    "AuthorityInfoAccessSyntax",
    listOf(() => field("AccessDescription", accessDescription), joined(", ")),
  ),
};

/** Extensions: a SEQUENCE OF Extension. */
export const extensions: Explain = listOf(extension);

function extension(bytes: Uint8Array, element: DerElement): Field {
  const name = extensionName(bytes, element);
  const value = octetsHolding(VALUES[name] ?? field("value"));
  const fields = [field("extnID"), field("critical", any, TAGS.BOOLEAN), field("extnValue", value)];
  // Dots part the names of a path, so an unknown object identifier cannot be one of them.
  return field(name.includes(".") ? "Extension" : name, sequence(fields, sum));
}

function extensionName(bytes: Uint8Array, element: DerElement): string {
  const [id] = childrenOf(bytes, element, "Extension");
  const dotted = id?.tag === TAGS["OBJECT IDENTIFIER"] ? readOid(contentOf(bytes, id)) : null;
  return dotted === null ? "Extension" : oidName(dotted);
}

function sum(fields: readonly ByteTree[]): string | null {
  const value = fields.find((f) => f.name === "extnValue")?.value ?? null;
  const critical = fields.some((f) => f.name === "critical" && f.value === "TRUE");
  return critical ? `critical${value === null ? "" : `: ${value}`}` : value;
}
