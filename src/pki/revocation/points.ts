import { toHex } from "../../bytes/hex.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../../crypto/der.ts";
import { readGeneralName } from "../generalNames.ts";
import { comparableName, readName } from "../names.ts";

/** Reasons as a set of bits: bit n is ReasonFlags' bit n (RFC 5280 §4.2.1.13), 1 to 8. */
export const ALL_REASONS = 0b1_1111_1110;

/**
 * Where a list can be had, in a form in which the same place is alike: each of `names` is a GeneralName's comparable
 * form. A name relative to an issuer needs that issuer's name before it.
 */
export type PointName = Readonly<{ names: readonly string[]; relative: string | null }>;

/** DistributionPoint (RFC 5280 §4.2.1.13). */
export type DistributionPoint = Readonly<{
  name: PointName | null;
  reasons: number;
  /** Who signs the list, where it is not the certificate's issuer: comparable names; null: the issuer. */
  crlIssuers: readonly string[] | null;
}>;

/** IssuingDistributionPoint (RFC 5280 §5.2.5): of what a list speaks. */
export type Scope = Readonly<{
  name: PointName | null;
  onlyUserCerts: boolean;
  onlyCaCerts: boolean;
  onlyAttributeCerts: boolean;
  reasons: number;
  isIndirect: boolean;
  /** The extension's DER in hex: lists of the same scope have the same. */
  id: string;
}>;

const SEQUENCE = 0x30;
const SET = 0x31;

/** The form of a GeneralName for a directory name. */
export function directoryKey(nameKey: string): string {
  return `directory ${nameKey}`;
}

/** CRLDistributionPoints. Throws DecodeError or RangeError on what is malformed. */
export function readDistributionPoints(value: Uint8Array): readonly DistributionPoint[] {
  const path = "CRLDistributionPoints";
  const points = childrenOf(value, sequence(readWhole(value, path), path), path).map((element) => {
    const parts = tagged(value, sequence(element, path), path);
    const name = parts.get(0xa0);
    const crlIssuer = parts.get(0xa2);
    if (name === undefined && crlIssuer === undefined) throw new RangeError(`${path}: a point without a place`);
    return {
      name: name === undefined ? null : readPointName(value, name),
      reasons: readReasons(value, parts.get(0x81)),
      crlIssuers: crlIssuer === undefined ? null : directoryNames(value, crlIssuer),
    };
  });
  if (points.length === 0) throw new RangeError(`${path} is empty`);
  return points;
}

/** IssuingDistributionPoint. Throws DecodeError or RangeError on what is malformed, or says two things at once. */
export function readScope(value: Uint8Array): Scope {
  const path = "IssuingDistributionPoint";
  const parts = tagged(value, sequence(readWhole(value, path), path), path);
  const name = parts.get(0xa0);
  const flag = (tag: number) => readFlag(value, parts.get(tag));
  const only = [flag(0x81), flag(0x82), flag(0x85)] as const;
  if (only.filter(Boolean).length > 1) throw new RangeError(`${path}: only one kind of certificate alone`);
  return {
    name: name === undefined ? null : readPointName(value, name),
    onlyUserCerts: only[0],
    onlyCaCerts: only[1],
    onlyAttributeCerts: only[2],
    reasons: readReasons(value, parts.get(0x83)),
    isIndirect: flag(0x84),
    id: toHex(value),
  };
}

/** The same with relative names made whole. */
export function placesOf({ names, relative }: PointName, issuerKeys: readonly string[]): readonly string[] {
  return relative === null ? names : issuerKeys.map((issuer) => directoryKey(`${issuer},${relative}`));
}

/** Parts with tags of their own, in rising order, each once at most. */
function tagged(bytes: Uint8Array, element: DerElement, path: string): ReadonlyMap<number, DerElement> {
  const parts = childrenOf(bytes, element, path);
  const numbers = parts.map(({ tag }) => (tag < 0x80 ? -1 : tag & 0x1f));
  if (!numbers.every((number, i) => number > (numbers[i - 1] ?? -1))) {
    throw new RangeError(`${path} has parts that it can't have`);
  }
  return new Map(parts.map((part) => [part.tag, part]));
}

function readPointName(bytes: Uint8Array, element: DerElement): PointName {
  const [choice, ...more] = childrenOf(bytes, element, "DistributionPointName");
  if (choice === undefined || more.length > 0) throw new RangeError("DistributionPointName is malformed");
  if (choice.tag === 0xa0) {
    const all = childrenOf(bytes, choice, "fullName");
    if (all.length === 0) throw new RangeError("fullName is empty");
    return { names: all.map((each) => generalNameKey(bytes, each)), relative: null };
  }
  if (choice.tag !== 0xa1) throw new RangeError("DistributionPointName is none of its choices");
  return { names: [], relative: relativeKey(bytes, choice) };
}

/** A RelativeDistinguishedName under a tag of another kind, read as the name of one part that it is. */
function relativeKey(bytes: Uint8Array, choice: DerElement): string {
  const content = contentOf(bytes, choice);
  if (content.length > 0xff) throw new RangeError("a relative name is too long");
  const size = content.length < 0x80 ? [content.length] : [0x81, content.length];
  const set = Uint8Array.from([SET, ...size, ...content]);
  const outer =
    set.length < 0x80 ? [set.length] : set.length < 0x100 ? [0x81, set.length] : [0x82, 1, set.length & 0xff];
  const name = Uint8Array.from([SEQUENCE, ...outer, ...set]);
  return comparableName(readName(name, readWhole(name, "Name")));
}

function generalNameKey(bytes: Uint8Array, element: DerElement): string {
  const name = readGeneralName(bytes, element);
  if (name.type === "directory") return directoryKey(comparableName(name.name));
  return toHex(bytes.subarray(element.start, element.end));
}

function directoryNames(bytes: Uint8Array, element: DerElement): readonly string[] {
  return childrenOf(bytes, element, "cRLIssuer").flatMap((each) => {
    const name = readGeneralName(bytes, each);
    return name.type === "directory" ? [comparableName(name.name)] : [];
  });
}

/** ReasonFlags; left out: all of them. */
function readReasons(bytes: Uint8Array, element: DerElement | undefined): number {
  if (element === undefined) return ALL_REASONS;
  const [unused = 8, first = 0, second = 0, ...more] = contentOf(bytes, element);
  if (unused > 7 || more.length > 0) throw new RangeError("ReasonFlags is malformed");
  let reasons = 0;
  for (let bit = 0; bit < 16; bit++) if ((((first << 8) | second) & (0x8000 >> bit)) !== 0) reasons |= 1 << bit;
  return reasons & ALL_REASONS;
}

function readFlag(bytes: Uint8Array, element: DerElement | undefined): boolean {
  if (element === undefined) return false;
  const [byte, ...more] = contentOf(bytes, element);
  if (byte === undefined || more.length > 0 || (byte !== 0 && byte !== 0xff)) throw new RangeError("a BOOLEAN is none");
  return byte !== 0;
}

function sequence(element: DerElement, path: string): DerElement {
  if (element.tag !== SEQUENCE) throw new RangeError(`${path} is no sequence`);
  return element;
}
