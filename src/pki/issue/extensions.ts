import { fromHex } from "../../bytes/hex.ts";
import { utf8 } from "../../bytes/text.ts";
import { identifierHash } from "../../crypto/authorityKeys.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement, writeNatural } from "../../crypto/derNumbers.ts";
import { ipBytes } from "../altNames.ts";
import { keyBits } from "../keyBits.ts";
import { KEY_USAGES } from "../keyUsage.ts";
import type { ParsedCertificate } from "../parse.ts";
import { boolean, extensionOf, namedBitsOf, octets, oid, sequenceOf } from "./der.ts";
import { authorityInfoAccess, crlDistributionPoints, nameConstraints } from "./extensionValues.ts";
import type { IssuedUsage, IssueRequest, KeyUsageName } from "./request.ts";

const PURPOSES: Readonly<Record<IssuedUsage, string>> = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  OCSPSigning: "1.3.6.1.5.5.7.3.9",
};

/** Tags of a GeneralName (RFC 5280 §4.2.1.6), and of the key's identifier in an AuthorityKeyIdentifier. */
const [EMAIL, DNS, IP, KEY_ID] = [0x81, 0x82, 0x87, 0x80];

/**
 * The extensions that RFC 5280 §4.2.1 wants in such a certificate, critical where it says so, and those asked for; each
 * a whole Extension in DER. `spki`: the key that is certified.
 */
export async function extensionsFor(
  request: IssueRequest,
  spki: Uint8Array,
  issuer: ParsedCertificate | null,
): Promise<readonly Uint8Array[]> {
  const { ca, usages, names, constraints, crlAddress, ocspAddress } = request;
  const own = await keyId(spki);
  const purposes = usages.map((usage) => oid(PURPOSES[usage]));
  return [
    extensionOf("2.5.29.19", true, basicConstraints(ca)),
    ...keyUsage(request),
    ...(usages.length === 0 ? [] : [extensionOf("2.5.29.37", false, sequenceOf(...purposes))]),
    ...(names.length === 0 ? [] : [alternativeNames(names)]),
    extensionOf("2.5.29.14", false, octets(own)),
    extensionOf("2.5.29.35", false, sequenceOf(writeElement(KEY_ID, await authorityKeyId(issuer, own)))),
    ...(constraints === undefined ? [] : [nameConstraints(constraints)]),
    ...(crlAddress === undefined ? [] : [crlDistributionPoints(crlAddress)]),
    ...(ocspAddress === undefined ? [] : [authorityInfoAccess(ocspAddress)]),
    ...(request.extensions ?? []),
  ];
}

/** SubjectAltName (RFC 5280 §4.2.1.6): addresses, DNS names, and what has an @ as mail addresses. */
export function alternativeNames(names: readonly string[]): Bytes {
  return extensionOf("2.5.29.17", false, sequenceOf(...names.map(generalName)));
}

/** BasicConstraints (RFC 5280 §4.2.1.9): FALSE is the default and left out. */
function basicConstraints(ca: IssueRequest["ca"]): Bytes {
  if (ca === false) return sequenceOf();
  return sequenceOf(boolean(true), ...(ca.pathLength === null ? [] : [writeNatural(Uint8Array.of(ca.pathLength))]));
}

function keyUsage({ ca, keyUsage: asked }: IssueRequest): readonly Bytes[] {
  const usual: readonly KeyUsageName[] = ca === false ? ["digitalSignature"] : ["keyCertSign", "cRLSign"];
  const places = (asked ?? usual).map((name) => KEY_USAGES.indexOf(name));
  return places.length === 0 ? [] : [extensionOf("2.5.29.15", true, namedBitsOf(places))];
}

/** The issuer's own key identifier, copied, as RFC 5280 §4.2.1.1 wants it; its own where it signs itself. */
async function authorityKeyId(issuer: ParsedCertificate | null, own: Uint8Array): Promise<Uint8Array> {
  if (issuer === null) return own;
  return issuer.subjectKeyId === null ? keyId(issuer.spki) : fromHex(issuer.subjectKeyId);
}

/** The SHA-1 of the key's bits (RFC 5280 §4.2.1.2, method 1). */
function keyId(spki: Uint8Array): Promise<Uint8Array> {
  return identifierHash("SHA-1", keyBits(spki));
}

function generalName(value: string): Bytes {
  const address = ipBytes(value);
  if (address !== null) return writeElement(IP, address);
  return writeElement(value.includes("@") ? EMAIL : DNS, utf8(value));
}
