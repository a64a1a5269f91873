const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const LONGEST = 253;

/**
 * Does a dNSName of a certificate match the name that was asked for (RFC 9525 §6.3)? ASCII letters in either case; a
 * wildcard is the whole left-most label, stands for just one label, and needs two labels after it. A name with
 * anything else in it (a trailing dot in the certificate, a NUL, another script) matches nothing.
 */
export function matchesDnsName(presented: string, wanted: string, { wildcards }: { wildcards: boolean }): boolean {
  const want = labels(wanted.endsWith(".") ? wanted.slice(0, -1) : wanted);
  if (want === null) return false;
  if (!presented.startsWith("*.")) return same(labels(presented), want);
  const parent = labels(presented.slice(2));
  return wildcards && parent !== null && parent.length >= 2 && same(parent, want.slice(1));
}

function labels(name: string): readonly string[] | null {
  const parts = name.toLowerCase().split(".");
  return name.length <= LONGEST && parts.every((label) => LABEL.test(label)) ? parts : null;
}

function same(a: readonly string[] | null, b: readonly string[]): boolean {
  return a !== null && a.length === b.length && a.every((label, i) => label === b[i]);
}
