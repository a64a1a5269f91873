import { textOf } from "../bytes/text.ts";
import { childrenOf, contentOf, readWhole } from "../crypto/der.ts";

/** A name of the kinds that TLS can ask for (GeneralName, RFC 5280 §4.2.1.6); others are passed over. */
export type AltName = Readonly<{ type: "dns" | "email" | "uri" | "ip"; value: string }>;

const TYPES: ReadonlyMap<number, AltName["type"]> = new Map([
  [0x81, "email"],
  [0x82, "dns"],
  [0x86, "uri"],
  [0x87, "ip"],
]);

/** The names in a subjectAltName's value, in order. Throws DecodeError on what is no GeneralNames. */
export function readAltNames(value: Uint8Array): readonly AltName[] {
  const all = childrenOf(value, readWhole(value, "SubjectAltName"), "SubjectAltName");
  return all.flatMap((element) => {
    const type = TYPES.get(element.tag);
    const content = contentOf(value, element);
    const text = type === "ip" ? ipText(content) : textOf(content);
    return type === undefined || text === null ? [] : [{ type, value: text }];
  });
}

/** An iPAddress in its usual spelling, IPv6 in full groups without leading zeros; null for other lengths. */
export function ipText(bytes: Uint8Array): string | null {
  if (bytes.length === 4) return [...bytes].join(".");
  if (bytes.length !== 16) return null;
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[i * 2] ?? 0) * 256 + (bytes[i * 2 + 1] ?? 0));
  return groups.map((group) => group.toString(16)).join(":");
}

/** The bytes of an IP address as people write it; null where the text is none. */
export function ipBytes(text: string): Uint8Array | null {
  const dotted = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (dotted !== null) {
    const octets = dotted.slice(1).map(Number);
    return octets.every((octet) => octet <= 255) ? Uint8Array.from(octets) : null;
  }
  return text.includes(":") && /^[0-9a-fA-F:]{2,39}$/.test(text) ? ip6Bytes(text) : null;
}

function ip6Bytes(text: string): Uint8Array | null {
  const [head = "", tail, ...more] = text.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const first = groups(head);
  const last = groups(tail ?? "");
  const gap = 8 - first.length - last.length;
  if (more.length > 0 || (tail === undefined ? gap !== 0 : gap < 1)) return null;
  const all = [...first, ...Array.from({ length: gap }, () => "0"), ...last];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]));
}
