import { ipBytes, ipText } from "../../altNames.ts";
import type { ParsedCertificate } from "../../parse.ts";
import type { NameReason } from "../../verdict.ts";
import { brief, several } from "../../visible.ts";
import type { Finding } from "../finding.ts";
import { matchDnsName, type NameMatch } from "../hostname.ts";
import type { Terms } from "./rule.ts";

/**
 * Does the certificate speak for that name? Only subjectAltName is looked at, never the common name (RFC 9525 §2).
 * A server's DNS names may have a wildcard; a client is called by one exact DNS name or e-mail address.
 */
export function checkName(endEntity: ParsedCertificate, name: string | null, terms: Terms): Finding {
  const names = endEntity.names.map((alt) => alt.value);
  const { commonName } = endEntity.subjectParts;
  const only = commonName === null ? "" : `; the common name ${brief(commonName)} does not count`;
  const found = names.length === 0 ? `no name in subjectAltName${only}` : several(names);
  if (name === null) {
    return { reason: null, expected: "any name", found, section: "RFC 5280 §4.2.1.6", nothing: true };
  }
  const { match, section } = matcher(endEntity, name, terms);
  return { reason: reasonOf(match, names.length === 0), expected: brief(name), found, section };
}

function reasonOf(match: NameMatch, nameless: boolean): NameReason | null {
  if (match === "match") return null;
  if (match === "wide") return "wildcard-too-wide";
  return nameless ? "no-names" : "wrong-name";
}

function matcher(
  endEntity: ParsedCertificate,
  name: string,
  { purpose, profile }: Terms,
): Readonly<{ match: NameMatch; section: string }> {
  const valuesOf = (type: string) => endEntity.names.filter((alt) => alt.type === type).map((alt) => alt.value);
  const address = ipBytes(name);
  if (address !== null) {
    return { match: matchIf(valuesOf("ip").includes(ipText(address) ?? "")), section: "RFC 9525 §6.4" };
  }
  if (name.includes("@")) {
    const match = matchIf(valuesOf("email").some((value) => sameMailbox(value, name)));
    return { match, section: "RFC 5280 §4.2.1.6" };
  }
  const wildcards = purpose === "server";
  const rules = { wildcards, publicSuffixes: profile === "webpki" };
  const matches = valuesOf("dns").map((value) => matchDnsName(value, name, rules));
  const match = matches.find((m) => m === "match") ?? matches.find((m) => m === "wide") ?? "none";
  return { match, section: wildcards ? "RFC 9525 §6.3" : "RFC 5280 §4.2.1.6" };
}

function matchIf(matches: boolean): NameMatch {
  return matches ? "match" : "none";
}

/** The part before the `@` to the letter, the host part in either case (RFC 5280 §7.5). */
function sameMailbox(presented: string, wanted: string): boolean {
  const [local, host, ...more] = presented.split("@");
  const [wantedLocal, wantedHost] = wanted.split("@");
  return more.length === 0 && local === wantedLocal && host?.toLowerCase() === wantedHost?.toLowerCase();
}
