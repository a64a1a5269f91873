import { type GeneralName, readGeneralNames } from "./generalNames.ts";

/** A name of the kinds that TLS can ask for (GeneralName, RFC 5280 §4.2.1.6). */
export type AltName = Readonly<{ type: "dns" | "email" | "uri" | "ip"; value: string }>;

/** The names in a subjectAltName's value, in order. Throws DecodeError or RangeError on what is no GeneralNames. */
export function readAltNames(value: Uint8Array): readonly GeneralName[] {
  return readGeneralNames(value, "SubjectAltName");
}

/** Those of the kinds that TLS can ask for; others, and those that hold no text or address, are passed over. */
export function askableNames(names: readonly GeneralName[]): readonly AltName[] {
  return names.flatMap(askable);
}

function askable(name: GeneralName): readonly AltName[] {
  if (name.type === "directory" || name.type === "other") return [];
  const value = name.type === "ip" ? ipText(name.bytes) : name.value;
  return value === null ? [] : [{ type: name.type, value }];
}

/** An iPAddress in its usual spelling, IPv6 in full groups without leading zeros; null for other lengths. */
export function ipText(bytes: Uint8Array): string | null {
  if (bytes.length === 4) return [...bytes].join(".");
  if (bytes.length !== 16) return null;
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[i * 2] ?? 0) * 256 + (bytes[i * 2 + 1] ?? 0));
  return groups.map((group) => group.toString(16)).join(":");
}

/** An iPAddress as it should be written: IPv6 with its longest run of zeros left out (RFC 5952 §4); null as above. */
export function shortIpText(bytes: Uint8Array): string | null {
  const full = ipText(bytes);
  if (full === null || bytes.length === 4) return full;
  const runs = [...full.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
  const longest = runs.reduce<RegExpExecArray | null>(
    (a, b) => (a !== null && a[0].length >= b[0].length ? a : b),
    null,
  );
  if (longest === null) return full;
  const before = full.slice(0, longest.index).replace(/:$/, "");
  const after = full.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
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
