import { toHex } from "../bytes/hex.ts";
import { textOf } from "../bytes/text.ts";
import { childrenOf, contentOf, type DerElement } from "../crypto/der.ts";
import { readOid } from "./oid.ts";

/** A distinguished name as people read it. */
export type DistinguishedName = Readonly<{
  /** `CN=alice, O=Example`, with RFC 4514's escapes (§2.4), in the order of the certificate. Made when asked for. */
  readonly text: string;
  /** The first common name, as it stands there; null: none. */
  commonName: string | null;
  /** All of them. */
  commonNames: readonly string[];
  /** The e-mail addresses among its attributes, an old place for them (RFC 5280 §4.1.2.6). */
  emails: readonly string[];
  /** Each relative name in a form in which those that match are alike (RFC 5280 §7.1). */
  parts: readonly string[];
}>;

type Attribute = Readonly<{ type: string; value: string; isText: boolean }>;

const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT_IDENTIFIER = 0x06;
const COMMON_NAME = "2.5.4.3";
const EMAIL = "1.2.840.113549.1.9.1";
const PATH = "Name";

/** Text of which only the case can differ. */
const SIMPLE = /^[A-Za-z0-9.@_-]+(?: [A-Za-z0-9.@_-]+)*$/;

/** Short names of attribute types: RFC 4514 §3, and the usual ones beside it. */
const SHORT: ReadonlyMap<string, string> = new Map([
  [COMMON_NAME, "CN"],
  ["2.5.4.7", "L"],
  ["2.5.4.8", "ST"],
  ["2.5.4.10", "O"],
  ["2.5.4.11", "OU"],
  ["2.5.4.6", "C"],
  ["0.9.2342.19200300.100.1.25", "DC"],
  ["1.2.840.113549.1.9.1", "E"],
  ["2.5.4.42", "G"],
  ["2.5.4.43", "I"],
  ["2.5.4.4", "SN"],
  ["2.5.4.12", "T"],
]);

/** Reads a Name (RFC 5280 §4.1.2.4). Throws DecodeError or RangeError on what is malformed. */
export function readName(bytes: Uint8Array, element: DerElement): DistinguishedName {
  const sets = childrenIn(bytes, element, SEQUENCE).map((set) => {
    const attributes = childrenIn(bytes, set, SET).map((attribute) => readAttribute(bytes, attribute));
    if (attributes.length === 0) throw new RangeError("a relative distinguished name is empty");
    return attributes;
  });
  const valuesOf = (type: string) =>
    sets.flat().flatMap((attribute) => (attribute.type === type ? attribute.value : []));
  const commonNames = valuesOf(COMMON_NAME);
  return {
    get text() {
      return sets.map((set) => set.map(shown).join("+")).join(", ");
    },
    commonName: commonNames[0] ?? null,
    commonNames,
    emails: valuesOf(EMAIL),
    parts: sets.map(comparable),
  };
}

/** A relative name, its attributes in an order of their own, for it is a set. */
function comparable(set: readonly Attribute[]): string {
  const each = set.map(({ type, value, isText }) => `${type}${isText ? `=${prepared(value)}` : `#${value}`}`);
  return each.length === 1 ? (each[0] ?? "") : each.sort().join("+");
}

/**
 * Text as it is compared (RFC 5280 §7.1, RFC 4518 §2): whichever string type it came in, in either case, white space at
 * the ends left out and elsewhere one blank. What parts attributes is escaped, so that no value can pose as two.
 */
function prepared(value: string): string {
  if (SIMPLE.test(value)) return value.toLowerCase();
  const folded = value.normalize("NFKC").toLowerCase().trim().replace(/\s+/g, " ");
  return folded.replace(/[\\+,]/g, "\\$&");
}

/** A whole name in a form in which those that match are alike. */
export function comparableName({ parts }: DistinguishedName): string {
  return parts.join(",");
}

function readAttribute(bytes: Uint8Array, element: DerElement): Attribute {
  const [id, value, ...more] = childrenIn(bytes, element, SEQUENCE);
  const type = id?.tag === OBJECT_IDENTIFIER ? readOid(contentOf(bytes, id)) : null;
  if (type === null || value === undefined || more.length > 0) throw new RangeError("an attribute is malformed");
  const text = directoryText(value.tag, contentOf(bytes, value));
  return text === null
    ? { type, value: toHex(bytes.subarray(value.start, value.end)), isText: false }
    : { type, value: text, isText: true };
}

function childrenIn(bytes: Uint8Array, element: DerElement, tag: number): readonly DerElement[] {
  if (element.tag !== tag) throw new RangeError("a name is malformed");
  return childrenOf(bytes, element, PATH);
}

/** The text of a DirectoryString or IA5String (RFC 5280 §4.1.2.4, appendix A); null for other types. */
function directoryText(tag: number, content: Uint8Array): string | null {
  switch (tag) {
    case 0x0c: // UTF8String; what is none is shown byte by byte.
      return textOf(content) ?? characters(content, 1);
    case 0x13: // PrintableString
    case 0x14: // TeletexString, which everybody fills with Latin-1
    case 0x16: // IA5String
      return characters(content, 1);
    case 0x1e: // BMPString
      return characters(content, 2);
    case 0x1c: // UniversalString
      return characters(content, 4);
    default:
      return null;
  }
}

/** Characters of `size` bytes each, big-endian; null where the bytes are no such characters. */
function characters(content: Uint8Array, size: 1 | 2 | 4): string | null {
  if (content.length % size !== 0) return null;
  let text = "";
  for (let at = 0; at < content.length; at += size) {
    const code = content.subarray(at, at + size).reduce((number, byte) => number * 256 + byte, 0);
    if (code > 0x10ffff) return null;
    text += size === 2 ? String.fromCharCode(code) : String.fromCodePoint(code);
  }
  return text;
}

function shown({ type, value, isText }: Attribute): string {
  return `${SHORT.get(type) ?? type}=${isText ? escaped(value) : `#${value}`}`;
}

function escaped(value: string): string {
  return value
    .replace(/[,+"\\<>;]/g, "\\$&")
    .replace(/^[ #]/, "\\$&")
    .replace(/ $/, "\\ ")
    .replace(/[\r\n\t]/g, (mark) => `\\${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
