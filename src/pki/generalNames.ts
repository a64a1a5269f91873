import { textOf } from "../bytes/text.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { type DistinguishedName, readName } from "./names.ts";
import { readOid } from "./oid.ts";

/**
 * A GeneralName (RFC 5280 §4.2.1.6). `value` null: bytes that are no text. In a name constraint an `ip` has a mask
 * behind it. Kinds that nothing is known of are told apart by their tag, and otherName by its type too.
 */
export type GeneralName =
  | Readonly<{ type: "dns" | "email" | "uri"; value: string | null }>
  | Readonly<{ type: "ip"; bytes: Uint8Array }>
  | Readonly<{ type: "directory"; name: DistinguishedName }>
  | Readonly<{ type: "other"; kind: string }>;

const TEXTS: ReadonlyMap<number, "dns" | "email" | "uri"> = new Map([
  [0x81, "email"],
  [0x82, "dns"],
  [0x86, "uri"],
]);
const OTHER_NAME = 0xa0;
const DIRECTORY = 0xa4;
const IP = 0x87;
const KINDS: ReadonlyMap<number, string> = new Map([
  [OTHER_NAME, "otherName"],
  [0xa3, "x400Address"],
  [0xa5, "ediPartyName"],
  [0x88, "registeredID"],
]);

/** GeneralNames, in order. Throws DecodeError or RangeError on what is none, and where there is no name in it. */
export function readGeneralNames(value: Uint8Array, path: string): readonly GeneralName[] {
  const names = childrenOf(value, readWhole(value, path), path).map((element) => readGeneralName(value, element));
  if (names.length === 0) throw new RangeError(`${path} is empty`);
  return names;
}

/** One GeneralName. Throws DecodeError or RangeError where it is none of its choices. */
export function readGeneralName(bytes: Uint8Array, element: DerElement): GeneralName {
  const { tag } = element;
  const text = TEXTS.get(tag);
  const content = contentOf(bytes, element);
  if (text !== undefined) return { type: text, value: textOf(content) };
  if (tag === IP) return { type: "ip", bytes: content };
  const kind = KINDS.get(tag);
  if (tag !== DIRECTORY && kind === undefined) throw new RangeError("a GeneralName is none of its choices");
  if (kind !== undefined && tag !== OTHER_NAME) return { type: "other", kind };
  const [first] = childrenOf(bytes, element, "GeneralName");
  if (first === undefined) throw new RangeError("a GeneralName is empty");
  if (tag === DIRECTORY) return { type: "directory", name: readName(bytes, first) };
  return { type: "other", kind: `otherName ${readOid(contentOf(bytes, first)) ?? "of no type"}` };
}
