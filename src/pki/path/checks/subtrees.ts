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
      return name.type === "email" ? emailWithin(name.value, subtree.value) : null;
    case "uri":
      return name.type === "uri" ? uriWithin(name.value, subtree.value) : null;
    case "ip":
      return name.type === "ip" ? ipWithin(name.bytes, subtree.bytes) : null;
    case "directory":
      return name.type === "directory" ? directoryWithin(name.name.parts, subtree.name.parts) : null;
    case "other":
      return null;
  }
}

type DnsName = Extract<GeneralName, { value: string | null }>;

/** The labels of names and constraints, without a wildcard: each is compared with every one of the other kind. */
const known = new WeakMap<DnsName, readonly string[] | null>();

function labelsOf(name: DnsName): readonly string[] | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const text = name.value ?? " ";
  const found = labels(text.startsWith("*.") ? text.slice(2) : text);
  known.set(name, found);
  return found;
}

/**
 * A wildcard stands for every name at its place: it is within where all of them are, and, against being excluded,
 * nobody can tell where only some of them are.
 */
function dnsWithin(name: DnsName, subtree: DnsName): boolean | null {
  const own = labelsOf(name);
  if (own === null || subtree.value === null) return null;
  if (subtree.value === "") return true;
  const base = subtree.value.startsWith("*") ? null : labelsOf(subtree);
  if (base === null) return null;
  if (endsWith(own, base)) return true;
  const isWild = name.value?.startsWith("*.") === true;
  return isWild && base.length === own.length + 1 && endsWith(base, own) ? null : false;
}

/** One mailbox, all of one host (`example.com`), or of all hosts of a domain (`.example.com`). */
function emailWithin(mailbox: string | null, subtree: string | null): boolean | null {
  const at = mailbox?.lastIndexOf("@") ?? -1;
  if (mailbox === null || subtree === null || at < 1) return null;
  const local = mailbox.slice(0, at);
  const host = labels(mailbox.slice(at + 1));
  if (host === null || /[\s@]/.test(local)) return null;
  const wantedAt = subtree.lastIndexOf("@");
  if (wantedAt < 0) return hostWithin(host, subtree);
  const wantedHost = labels(subtree.slice(wantedAt + 1));
  return wantedHost === null ? null : local === subtree.slice(0, wantedAt) && isAlike(host, wantedHost);
}

/** Constrains the host only; a URI without one, or with an address for one, passes no constraint. */
function uriWithin(uri: string | null, subtree: string | null): boolean | null {
  const authority = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(uri ?? "")?.[1];
  const host = authority?.replace(/^[^@]*@/, "").replace(/:\d*$/, "");
  if (subtree === null || host === undefined || /^[\d.]+$/.test(host)) return null;
  const own = labels(host);
  return own === null ? null : hostWithin(own, subtree);
}

/** A host by itself, or with a leading dot all below it, but not itself (RFC 5280 §4.2.1.10). */
function hostWithin(host: readonly string[], subtree: string): boolean | null {
  if (subtree === "") return true;
  const below = subtree.startsWith(".");
  const base = labels(below ? subtree.slice(1) : subtree);
  if (base === null) return null;
  return below ? host.length > base.length && endsWith(host, base) : isAlike(host, base);
}

/** An address and a mask, of which all ones stand before all zeros (RFC 4632 §3.1). */
function ipWithin(address: Uint8Array, range: Uint8Array): boolean | null {
  const size = range.length / 2;
  const mask = range.subarray(size);
  if ((size !== 4 && size !== 16) || (address.length !== 4 && address.length !== 16) || !isPrefix(mask)) return null;
  if (address.length !== size) return false;
  return address.every((byte, i) => ((byte ^ (range[i] ?? 0)) & (mask[i] ?? 0)) === 0);
}

function isPrefix(mask: Uint8Array): boolean {
  const bits = [...mask].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return /^1*0*$/.test(bits);
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
