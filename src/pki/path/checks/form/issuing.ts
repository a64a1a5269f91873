import type { ParsedCertificate } from "../../../parse.ts";
import { brief } from "../../../visible.ts";
import { labels } from "../../hostname.ts";
import { isSelfIssued } from "../../links.ts";
import { criticality, type Objection, type Place, type Rule } from "../rule.ts";

/**
 * What RFC 5280 forbids authorities to issue, although its algorithm (§6) lets it pass. Extensions that MUST NOT be
 * critical (key identifiers, authorityInfoAccess) are refused already, as critical ones that are not processed.
 */
export const ISSUING_RULES: readonly Rule[] = [
  issuerNamed,
  subjectNamed,
  authorityKeyNamed,
  subjectKeyNamed,
  basicConstraintsCritical,
  signsOnlyAsAuthority,
  constraintsInAuthorities,
  constraintsNotEmpty,
  constraintsCritical,
  policyConstraintsCritical,
  altNameCritical,
  hostNamesOnly,
];

/** §4.1.2.4. */
function issuerNamed({ issuerKey }: ParsedCertificate): Objection | null {
  return issuerKey === "" ? violation("an issuer's name", "none", "RFC 5280 §4.1.2.4") : null;
}

/** §4.1.2.6: whoever issues has a name to be found by. */
function subjectNamed({ subjectKey }: ParsedCertificate, { role }: Place): Objection | null {
  const isWrong = role !== "end-entity" && subjectKey === "";
  return isWrong ? violation("a subject's name for each issuer", "none", "RFC 5280 §4.1.2.6") : null;
}

/** §4.2.1.1: all but self-signed certificates say with which key they were signed. Of a trust anchor nobody asks it. */
function authorityKeyNamed(certificate: ParsedCertificate, { role }: Place): Objection | null {
  const isWrong = role !== "anchor" && certificate.authorityKeyId === null && !isSelfIssued(certificate);
  return isWrong ? violation("an authorityKeyIdentifier with a keyIdentifier", "none", "RFC 5280 §4.2.1.1") : null;
}

/** §4.2.1.2. */
function subjectKeyNamed({ subjectKeyId }: ParsedCertificate, { role }: Place): Objection | null {
  const isWrong = role !== "end-entity" && subjectKeyId === null;
  return isWrong ? violation("a subjectKeyIdentifier for each CA", "none", "RFC 5280 §4.2.1.2") : null;
}

/**
 * §4.2.1.9. NIST's tests take an intermediate without for valid (PKITS 4.6.4), so RFC 5280 alone is held against trust
 * anchors only.
 */
function basicConstraintsCritical(certificate: ParsedCertificate, { role, profile }: Place): Objection | null {
  if (role === "end-entity" || (role === "intermediate" && profile !== "webpki")) return null;
  const isWrong = criticality(certificate, "basicConstraints") === false;
  return isWrong ? violation("critical basicConstraints for each CA", "not critical", "RFC 5280 §4.2.1.9") : null;
}

/** §4.2.1.3, §4.2.1.9. */
function signsOnlyAsAuthority({ isCA, keyUsage }: ParsedCertificate): Objection | null {
  const isWrong = !isCA && keyUsage?.includes("keyCertSign") === true;
  return isWrong ? violation("keyCertSign with cA TRUE only", "keyCertSign, cA FALSE", "RFC 5280 §4.2.1.3") : null;
}

/** §4.2.1.10. */
function constraintsInAuthorities({ isCA, nameConstraints }: ParsedCertificate): Objection | null {
  const isWrong = !isCA && nameConstraints !== null;
  return isWrong ? violation("nameConstraints in CA certificates only", "no CA", "RFC 5280 §4.2.1.10") : null;
}

function constraintsNotEmpty({ nameConstraints }: ParsedCertificate): Objection | null {
  if (nameConstraints === null) return null;
  const { permitted, excluded } = nameConstraints;
  const isWrong = (permitted === null && excluded === null) || permitted?.length === 0 || excluded?.length === 0;
  return isWrong ? violation("nameConstraints that constrain", "an empty list", "RFC 5280 §4.2.1.10") : null;
}

/** The Baseline Requirements let them be not critical, for the sake of old readers (BR §7.1.2.5.2). */
function constraintsCritical(certificate: ParsedCertificate, { profile }: Place): Objection | null {
  const isWrong = profile === "rfc5280" && criticality(certificate, "nameConstraints") === false;
  return isWrong ? violation("critical nameConstraints", "not critical", "RFC 5280 §4.2.1.10") : null;
}

/** §4.2.1.11, §4.2.1.14. NIST's tests take others for valid (PKITS 4.8.6), so RFC 5280 alone is not held against them. */
function policyConstraintsCritical(certificate: ParsedCertificate, { profile }: Place): Objection | null {
  if (profile !== "webpki") return null;
  const wrong = ["policyConstraints", "inhibitAnyPolicy"].find((name) => criticality(certificate, name) === false);
  return wrong === undefined ? null : violation(`critical ${wrong}`, "not critical", "RFC 5280 §4.2.1.11");
}

/** §4.2.1.6: without a subject, it is the only name. */
function altNameCritical(certificate: ParsedCertificate): Objection | null {
  const isWrong = certificate.subjectKey === "" && criticality(certificate, "subjectAltName") === false;
  return isWrong
    ? violation("critical subjectAltName where the subject is empty", "not critical", "RFC 5280 §4.2.1.6")
    : null;
}

/** §4.2.1.6: dNSNames in the preferred name syntax of RFC 1034 §3.5; a wildcard is a left-most label of its own. */
function hostNamesOnly({ altNames }: ParsedCertificate): Objection | null {
  const wrong = (altNames ?? []).find((name) => name.type === "dns" && !isHostName(name.value));
  if (wrong?.type !== "dns") return null;
  return violation("DNS names of letters, digits and hyphens", brief(wrong.value ?? "not text"), "RFC 5280 §4.2.1.6");
}

function isHostName(name: string | null): boolean {
  const host = name?.startsWith("*.") === true ? name.slice(2) : name;
  return host !== null && labels(host) !== null && !host.includes("_");
}

/** An objection to what an authority should not have issued. */
export function violation(expected: string, found: string, section: string): Objection {
  return { reason: "profile-violation", expected, found, section };
}
