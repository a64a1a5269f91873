import type { ParsedCertificate } from "../../parse.ts";
import { several } from "../../visible.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { findingOf, firstObjection, type Objection, type Place, type Rule, type Terms } from "./rule.ts";

/**
 * May each issuer issue, and so deep: basicConstraints, keyCertSign and pathLenConstraint (RFC 5280 §6.1.4 (k) to (n))?
 * The trust anchor's own certificate is held to it too, as everybody does.
 */
export function checkIssuers(path: Path, terms: Terms): Finding {
  const objection = firstObjection(path, terms, (role) => (role === "end-entity" ? [] : RULES));
  const issuers = path.slice(1);
  return findingOf(objection, {
    expected: "every issuer a CA that may sign certificates, and no more of them than each allows",
    found: issuers.length === 0 ? "no issuer in the path" : issuers.map(inWords).join(" ← "),
    section: "RFC 5280 §6.1.4",
    nothing: issuers.length === 0,
  });
}

const RULES: readonly Rule[] = [isCA, mayIssue, shortEnough];

/** Version 1 has no basicConstraints: nothing in such a certificate says that it may issue (§6.1.4 (k)). */
function isCA(certificate: ParsedCertificate): Objection | null {
  if (certificate.isCA) return null;
  const expected = "every issuer a CA (basicConstraints cA TRUE)";
  const found = `${certificate.extensions.has("basicConstraints") ? "cA FALSE" : "no basicConstraints"}, yet it issued one`;
  return { reason: "not-a-ca", expected, found, section: "RFC 5280 §4.2.1.9" };
}

function mayIssue({ keyUsage }: ParsedCertificate): Objection | null {
  if (keyUsage === null || keyUsage.includes("keyCertSign")) return null;
  const found = several(keyUsage) || "no key usage";
  return { reason: "not-a-ca", expected: "every issuer with keyCertSign", found, section: "RFC 5280 §4.2.1.3" };
}

function shortEnough({ pathLength }: ParsedCertificate, { below }: Place): Objection | null {
  if (pathLength === null || below <= pathLength) return null;
  const expected = `at most ${pathLength} CA certificates below it (pathLenConstraint)`;
  return { reason: "path-too-long", expected, found: `${below} below it`, section: "RFC 5280 §4.2.1.9" };
}

function inWords({ label, pathLength }: ParsedCertificate): string {
  return pathLength === null ? label : `${label} (pathLenConstraint ${pathLength})`;
}
