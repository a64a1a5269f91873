import { type Hex, toHex } from "../bytes/hex.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { type GeneralName, readGeneralName } from "./generalNames.ts";
import { oidName, readOid } from "./oid.ts";

/** Readers of what single extensions hold (RFC 5280 §4.2.1). Each throws DecodeError or RangeError on what is malformed. */

const BOOLEAN = 0x01;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const KEY_IDENTIFIER = 0x80;

/** BasicConstraints (§4.2.1.9): `cA` has the default FALSE. */
export function readBasicConstraints(value: Uint8Array): Readonly<{ isCA: boolean; pathLength: number | null }> {
  const parts = partsOf(value, "BasicConstraints");
  const flag = parts[0]?.tag === BOOLEAN ? parts.shift() : undefined;
  const length = parts.shift();
  if (parts.length > 0) throw new RangeError("BasicConstraints has too many parts");
  return {
    isCA: flag !== undefined && readBoolean(contentOf(value, flag)),
    pathLength: length === undefined ? null : readSmallInteger(length, contentOf(value, length)),
  };
}

/** ExtKeyUsageSyntax (§4.2.1.12): names of purposes, at least one. */
export function readExtendedKeyUsage(value: Uint8Array): readonly string[] {
  const purposes = partsOf(value, "ExtKeyUsageSyntax").map((part) => {
    const id = part.tag === OBJECT_IDENTIFIER ? readOid(contentOf(value, part)) : null;
    if (id === null) throw new RangeError("ExtKeyUsageSyntax holds what is no purpose");
    return oidName(id);
  });
  if (purposes.length === 0) throw new RangeError("ExtKeyUsageSyntax is empty");
  return purposes;
}

/** SubjectKeyIdentifier (§4.2.1.2). */
export function readSubjectKeyId(value: Uint8Array): Hex {
  const whole = readWhole(value, "SubjectKeyIdentifier");
  if (whole.tag !== OCTET_STRING) throw new RangeError("SubjectKeyIdentifier is no octet string");
  return toHex(contentOf(value, whole));
}

/** The keyIdentifier of AuthorityKeyIdentifier (§4.2.1.1); null where it has none. */
export function readAuthorityKeyId(value: Uint8Array): Hex | null {
  const id = partsOf(value, "AuthorityKeyIdentifier").find((part) => part.tag === KEY_IDENTIFIER);
  return id === undefined ? null : toHex(contentOf(value, id));
}

/** Has an AuthorityKeyIdentifier also the issuer's issuer and serial number, or one of them? */
export function authorityKeyIdExtras(value: Uint8Array): boolean {
  return partsOf(value, "AuthorityKeyIdentifier").some((part) => part.tag !== KEY_IDENTIFIER);
}

/**
 * AuthorityInfoAccessSyntax (§4.2.2.1): what each description is for, and where. At least one.
 */
export function readAccessDescriptions(
  value: Uint8Array,
): readonly Readonly<{ method: string; location: GeneralName }>[] {
  const all = partsOf(value, "AuthorityInfoAccessSyntax").map((part) => {
    const [method, location, ...more] = part.tag === SEQUENCE ? childrenOf(value, part, "AccessDescription") : [];
    const id = method?.tag === OBJECT_IDENTIFIER ? readOid(contentOf(value, method)) : null;
    if (id === null || location === undefined || more.length > 0)
      throw new RangeError("an AccessDescription is malformed");
    return { method: oidName(id), location: readGeneralName(value, location) };
  });
  if (all.length === 0) throw new RangeError("AuthorityInfoAccessSyntax is empty");
  return all;
}

function partsOf(value: Uint8Array, path: string): DerElement[] {
  const whole = readWhole(value, path);
  if (whole.tag !== SEQUENCE) throw new RangeError(`${path} is no sequence`);
  return [...childrenOf(value, whole, path)];
}

function readBoolean(content: Uint8Array): boolean {
  const [byte] = content;
  if (content.length !== 1 || (byte !== 0 && byte !== 0xff)) throw new RangeError("a BOOLEAN that is none in DER");
  return byte === 0xff;
}

/** Not negative, in its shortest form, at most three bytes: more authorities than that no path has. */
function readSmallInteger(element: DerElement, content: Uint8Array): number {
  const [first, second] = content;
  if (element.tag !== INTEGER || first === undefined || content.length > 3 || first >= 0x80) {
    throw new RangeError("pathLenConstraint is no number that a path can have");
  }
  if (first === 0 && second !== undefined && second < 0x80)
    throw new RangeError("pathLenConstraint has a needless zero");
  return content.reduce((number, byte) => number * 256 + byte, 0);
}
