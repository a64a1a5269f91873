import { ipText } from "../../altNames.ts";
import type { GeneralName } from "../../generalNames.ts";
import { brief } from "../../visible.ts";
import { labels } from "../hostname.ts";

/** Are a name and a constraint of one form (RFC 5280 §4.2.1.10)? A constraint says nothing about other forms. */
export function sameForm(subtree: GeneralName, name: GeneralName): boolean {
  if (subtree.type === "other" && name.type === "other") return subtree.kind === name.kind;
  return subtree.type === name.type;
}

/**
 * Does a name lie within the subtree, of one form with it? Null where nobody can tell: one of the two is not what it
 * says it is, or a form that we can't compare. Neither permitted nor safe from being excluded is such a name.
 */
export function isWithin(name: GeneralName, subtree: GeneralName): boolean | null {
  switch (subtree.type) {
    case "dns":
      return name.type === "dns" ? dnsWithin(name, subtree) : null;
    case "email":
      return name.type === "email" ? emailWithin(name, subtree) : null;
    case "uri":
      return name.type === "uri" ? uriWithin(name, subtree) : null;
    case "ip":
      return name.type === "ip" ? ipWithin(name, subtree) : null;
    case "directory":
      return name.type === "directory" ? directoryWithin(name.name.parts, subtree.name.parts) : null;
    case "other":
      return null;
  }
}

type Text = Extract<GeneralName, { value: string | null }>;
type Address = Extract<GeneralName, { type: "ip" }>;

/** What `read` makes of a name or constraint, once: each is compared with every one of the other kind. */
function once<N extends GeneralName, T>(read: (name: N) => T): (name: N) => T {
  const known = new WeakMap<N, Readonly<{ made: T }>>();
  return (name) => {
    const before = known.get(name) ?? { made: read(name) };
    known.set(name, before);
    return before.made;
  };
}

/** Without a wildcard. */
const labelsOf = once(({ value }: Text) => {
  const text = value ?? " ";
  return labels(text.startsWith("*.") ? text.slice(2) : text);
});

/**
 * A wildcard stands for every name at its place: it is within where all of them are, and, against being excluded,
 * nobody can tell where only some of them are.
 */
function dnsWithin(name: Text, subtree: Text): boolean | null {
  const own = labelsOf(name);
  if (own === null || subtree.value === null) return null;
  if (subtree.value === "") return true;
  const base = subtree.value.startsWith("*") ? null : labelsOf(subtree);
  if (base === null) return null;
  if (endsWith(own, base)) return true;
  const isWild = name.value?.startsWith("*.") === true;
  return isWild && base.length === own.length + 1 && endsWith(base, own) ? null : false;
}

/** An e-mail address, or a constraint that names one, in its two parts. */
const mailboxOf = once(({ value }: Text) => {
  const at = value?.lastIndexOf("@") ?? -1;
  const [local, host] = [value?.slice(0, at) ?? "", labels(value?.slice(at + 1) ?? "")];
  return at < 1 || host === null || /[\s@]/.test(local) ? null : { local, host };
});

/** One mailbox, all of one host (`example.com`), or of all hosts of a domain (`.example.com`). */
function emailWithin(name: Text, subtree: Text): boolean | null {
  const own = mailboxOf(name);
  if (own === null) return null;
  if (subtree.value?.includes("@") !== true) return hostWithin(own.host, subtree);
  const wanted = mailboxOf(subtree);
  return wanted === null ? null : own.local === wanted.local && isAlike(own.host, wanted.host);
}

/** The host of a URI; null where it has none, or an address for one. */
const uriHostOf = once(({ value }: Text) => {
  const authority = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(value ?? "")?.[1];
  const host = authority?.replace(/^[^@]*@/, "").replace(/:\d*$/, "");
  return host === undefined || /^[\d.]+$/.test(host) ? null : labels(host);
});

/** Constrains the host only; a URI without one, or with an address for one, passes no constraint. */
function uriWithin(name: Text, subtree: Text): boolean | null {
  const own = uriHostOf(name);
  return own === null ? null : hostWithin(own, subtree);
}

const hostRuleOf = once(({ value }: Text) => {
  const below = value?.startsWith(".") === true;
  return { any: value === "", below, base: labels(below ? value.slice(1) : (value ?? " ")) };
});

/** A host by itself, or with a leading dot all below it, but not itself (RFC 5280 §4.2.1.10). */
function hostWithin(host: readonly string[], subtree: Text): boolean | null {
  const { any, below, base } = hostRuleOf(subtree);
  if (any) return true;
  if (base === null) return null;
  return below ? host.length > base.length && endsWith(host, base) : isAlike(host, base);
}

/** An address's size, where it is one of the two, and its mask is one: all ones stand before all zeros (RFC 4632 §3.1). */
const rangeSizeOf = once(({ bytes }: Address) => {
  const size = bytes.length / 2;
  const mask = [...bytes.subarray(size)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (size === 4 || size === 16) && /^1*0*$/.test(mask) ? size : null;
});

function ipWithin({ bytes: address }: Address, subtree: Address): boolean | null {
  const size = rangeSizeOf(subtree);
  if (size === null || (address.length !== 4 && address.length !== 16)) return null;
  const range = subtree.bytes;
  if (address.length !== size) return false;
  return address.every((byte, i) => ((byte ^ (range[i] ?? 0)) & (range[size + i] ?? 0)) === 0);
}

function directoryWithin(name: readonly string[], base: readonly string[]): boolean {
  return base.length <= name.length && base.every((part, i) => part === name[i]);
}

function endsWith(name: readonly string[], end: readonly string[]): boolean {
  const skipped = name.length - end.length;
  if (skipped < 0) return false;
  // From the front: names under one domain mostly differ there.
  for (let i = 0; i < end.length; i++) if (end[i] !== name[skipped + i]) return false;
  return true;
}

function isAlike(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && endsWith(a, b);
}

/** A name or constraint in words: `DNS bob.example`, `IP 10.0.0.0/255.0.0.0`. */
export function nameInWords(name: GeneralName): string {
  switch (name.type) {
    case "dns":
      return brief(`DNS ${name.value === "" ? "(any)" : (name.value ?? "(not text)")}`);
    case "email":
      return brief(`e-mail ${name.value ?? "(not text)"}`);
    case "uri":
      return brief(`URI ${name.value ?? "(not text)"}`);
    case "directory":
      return brief(`directory ${name.name.text === "" ? "(any)" : name.name.text}`);
    case "other":
      return name.kind;
    case "ip":
      return `IP ${addressInWords(name.bytes)}`;
  }
}

function addressInWords(bytes: Uint8Array): string {
  const half = bytes.length / 2;
  const range = [ipText(bytes.subarray(0, half)), ipText(bytes.subarray(half))];
  const shown = bytes.length === 8 || bytes.length === 32 ? range.join("/") : ipText(bytes);
  return shown ?? `of ${bytes.length} bytes`;
}
