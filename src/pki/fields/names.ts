import { toHex } from "../../bytes/hex.ts";
import type { ByteTree } from "../../bytes/tree.ts";
import type { DerElement } from "../../crypto/der.ts";
import { ipText } from "../altNames.ts";
import { any, type Explain, type Field, field, listOf, primitive, sequence } from "./explain.ts";
import { showOid, showText } from "./universal.ts";

/** Name and GeneralName, RFC 5280 §4.1.2.4 and §4.2.1.6. */

const SHORT: Readonly<Record<string, string>> = {
  commonName: "CN",
  countryName: "C",
  localityName: "L",
  stateOrProvinceName: "ST",
  organizationName: "O",
  organizationalUnitName: "OU",
  domainComponent: "DC",
  userId: "UID",
};

const attribute = sequence([field("type"), field("value")], ([type, value]) => {
  const name = type?.value ?? "?";
  return `${SHORT[name] ?? name}=${value?.value ?? "?"}`;
});

const relativeName = listOf(() => field("AttributeTypeAndValue", attribute), joined("+"));

/** Name: a SEQUENCE OF RelativeDistinguishedName. */
export const distinguishedName: Explain = listOf(() => field("RelativeDistinguishedName", relativeName), joined(", "));

const text = primitive(showText);

/** GeneralName's choices by their context tags. */
const GENERAL_NAMES: ReadonlyMap<number, Field> = new Map([
  [0xa0, field("otherName")],
  [0x81, field("rfc822Name", text)],
  [0x82, field("dNSName", text)],
  [0xa3, field("x400Address")],
  [0xa4, field("directoryName", sequence([field("Name", distinguishedName)], joined("")))],
  [0xa5, field("ediPartyName")],
  [0x86, field("uniformResourceIdentifier", text)],
  [
    0x87,
    field(
      "iPAddress",
      primitive((content) => ipText(content) ?? toHex(content)),
    ),
  ],
  [0x88, field("registeredID", primitive(showOid))],
]);

/** GeneralNames: a SEQUENCE OF GeneralName. */
export const generalNames: Explain = listOf(generalName, joined(", "));

/** The choice that an element makes of GeneralName. */
export function generalName(_bytes: Uint8Array, element: DerElement): Field {
  return GENERAL_NAMES.get(element.tag) ?? field("GeneralName", any);
}

/** The values of the fields, joined; those without one left out. */
export function joined(by: string): (fields: readonly ByteTree[]) => string | null {
  return (fields) => fields.flatMap((f) => (f.value === null ? [] : [f.value])).join(by) || null;
}
