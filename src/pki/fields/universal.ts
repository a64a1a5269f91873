import { toHex } from "../../bytes/hex.ts";
import { textOf } from "../../bytes/text.ts";
import { oidName, readOid } from "../oid.ts";
import { brief } from "../visible.ts";

/** The identifier octets of the ASN.1 types that certificates use (X.680 §8, X.690 §8.1.2). */
export const TAGS = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  "BIT STRING": 0x03,
  "OCTET STRING": 0x04,
  NULL: 0x05,
  "OBJECT IDENTIFIER": 0x06,
  ENUMERATED: 0x0a,
  UTF8String: 0x0c,
  PrintableString: 0x13,
  TeletexString: 0x14,
  IA5String: 0x16,
  UTCTime: 0x17,
  GeneralizedTime: 0x18,
  UniversalString: 0x1c,
  BMPString: 0x1e,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const;

const BY_TAG = new Map<number, string>(Object.entries(TAGS).map(([name, tag]) => [tag, name]));
const CLASSES = ["universal", "application", "context", "private"];

/** The identifier octet in words: `SEQUENCE`, `[0]`. */
export function tagText(tag: number): string {
  const known = BY_TAG.get(tag);
  if (known !== undefined) return known;
  const number = tag & 0x1f;
  return tag >> 6 === 2 ? `[${number}]` : `${CLASSES[tag >> 6]} ${number}`;
}

/** What an element is called where no type says more; without dots, which part paths. */
export function defaultName(tag: number): string {
  return tagText(tag);
}

/** The meaning of a primitive by its tag alone; null where there is none that can be said. */
export function showPrimitive(tag: number, content: Uint8Array): string | null {
  switch (tag) {
    case TAGS.BOOLEAN:
      return content.length === 1 ? (content[0] === 0 ? "FALSE" : "TRUE") : null;
    case TAGS.INTEGER:
    case TAGS.ENUMERATED:
      return showInteger(content);
    case TAGS["OBJECT IDENTIFIER"]:
      return showOid(content);
    case TAGS.UTF8String:
    case TAGS.PrintableString:
    case TAGS.IA5String:
      return showText(content);
    case TAGS.UTCTime:
    case TAGS.GeneralizedTime:
      return showTime(content);
    default:
      return null;
  }
}

export function showText(content: Uint8Array): string | null {
  const text = textOf(content);
  return text === null ? null : brief(text);
}

export function showOid(content: Uint8Array): string | null {
  const dotted = readOid(content);
  return dotted === null ? null : oidName(dotted);
}

/** Small numbers in decimal, large ones in hex. */
export function showInteger(content: Uint8Array): string | null {
  if (content.length === 0) return null;
  if (content.length > 4) return brief(`0x${toHex(content.subarray(0, 64))}`);
  const size = 256 ** content.length;
  const value = content.reduce((sum, byte) => sum * 256 + byte, 0);
  return String((content[0] ?? 0) >= 0x80 ? value - size : value);
}

/** UTCTime and GeneralizedTime as RFC 5280 §4.1.2.5 wants them, in ISO 8601; two-digit years split at 50. */
export function showTime(content: Uint8Array): string | null {
  const parts = /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(textOf(content) ?? "");
  if (parts === null) return null;
  const [, century, year = "", month, day, hour, minute, second] = parts;
  const full = century ?? (Number(year) >= 50 ? "19" : "20");
  return `${full}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
