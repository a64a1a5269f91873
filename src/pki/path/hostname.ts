import { isPublicSuffix } from "./publicSuffixes.ts";

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const LONGEST = 253;
/** What a host name may be written with in any script; no port, path or user is among it. */
const HOST = /^[\p{L}\p{M}\p{N}\p{Cf}._-]+$/u;

/** wide: it would match, but its wildcard stands for names that nobody holds all of. */
export type NameMatch = "match" | "wide" | "none";

export type NameRules = Readonly<{
  wildcards: boolean;
  /** Are suffixes of several labels heeded (`*.co.uk`), as browsers do? One label alone (`*.com`) always is. */
  publicSuffixes: boolean;
}>;

/**
 * Does a dNSName of a certificate match the name that was asked for (RFC 9525 §6.3)? ASCII letters in either case; a
 * wildcard is the whole left-most label, stands for just one label, and needs two labels after it. A name with
 * anything else in it (a trailing dot in the certificate, a NUL, another script) matches nothing. What is asked for in
 * another script is compared by its A-labels (RFC 9525 §6.3, RFC 5890 §2.3.2.1).
 */
export function matchDnsName(presented: string, wanted: string, rules: NameRules): NameMatch {
  const want = labels(wanted.endsWith(".") ? asciiName(wanted).slice(0, -1) : asciiName(wanted));
  if (want === null) return "none";
  if (!presented.startsWith("*")) return same(labels(presented), want) ? "match" : "none";
  if (!rules.wildcards || want.length < 2 || (presented !== "*" && !presented.startsWith("*."))) return "none";
  if (presented === "*") return "wide";
  const parent = labels(presented.slice(2));
  if (!same(parent, want.slice(1))) return "none";
  return want.length < 3 || (rules.publicSuffixes && isPublicSuffix(want.slice(1))) ? "wide" : "match";
}

/** A name in any script by its A-labels; as it is where it is none that has such. */
export function asciiName(name: string): string {
  if (name.length > LONGEST || !/\P{ASCII}/u.test(name) || !HOST.test(name)) return name;
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return name;
  }
}

/** The labels of a host name, lower case; null where it is none. Underscores pass, for hosts are called so. */
export function labels(name: string): readonly string[] | null {
  const parts = name.toLowerCase().split(".");
  return name.length <= LONGEST && parts.every((label) => LABEL.test(label)) ? parts : null;
}

function same(a: readonly string[] | null, b: readonly string[]): boolean {
  return a !== null && a.length === b.length && a.every((label, i) => label === b[i]);
}
