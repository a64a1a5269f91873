import { ipBytes, ipText } from "../../altNames.ts";
import type { ParsedCertificate } from "../../parse.ts";
import type { Purpose } from "../../verdict.ts";
import { brief, several } from "../../visible.ts";
import type { Finding } from "../finding.ts";
import { matchesDnsName } from "../hostname.ts";

/**
 * Does the certificate speak for that name? Only subjectAltName is looked at, never the common name (RFC 9525 §2).
 * A server's DNS names may have a wildcard; a client is called by one exact DNS name or e-mail address.
 */
export function checkName(endEntity: ParsedCertificate, name: string | null, purpose: Purpose): Finding {
  const names = endEntity.names.map((alt) => alt.value);
  const found = names.length === 0 ? "no subjectAltName" : several(names);
  if (name === null) return { reason: null, expected: "any name", found, section: "RFC 5280 §4.2.1.6" };
  const { matches, section } = matcher(endEntity, name, purpose);
  return { reason: matches ? null : "wrong-name", expected: brief(name), found, section };
}

function matcher(endEntity: ParsedCertificate, name: string, purpose: Purpose) {
  const valuesOf = (type: string) => endEntity.names.filter((alt) => alt.type === type).map((alt) => alt.value);
  const address = ipBytes(name);
  if (address !== null) {
    return { matches: valuesOf("ip").includes(ipText(address) ?? ""), section: "RFC 9525 §6.4" };
  }
  if (name.includes("@")) {
    return { matches: valuesOf("email").some((value) => sameMailbox(value, name)), section: "RFC 5280 §4.2.1.6" };
  }
  const wildcards = purpose === "server";
  const matches = valuesOf("dns").some((value) => matchesDnsName(value, name, { wildcards }));
  return { matches, section: wildcards ? "RFC 9525 §6.3" : "RFC 5280 §4.2.1.6" };
}

/** The part before the `@` to the letter, the host part in either case (RFC 5280 §7.5). */
function sameMailbox(presented: string, wanted: string): boolean {
  const [local, host, ...more] = presented.split("@");
  const [wantedLocal, wantedHost] = wanted.split("@");
  return more.length === 0 && local === wantedLocal && host?.toLowerCase() === wantedHost?.toLowerCase();
}
