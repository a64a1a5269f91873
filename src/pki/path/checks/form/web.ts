import { certificateKey } from "../../../../crypto/certificateSignatures.ts";
import { shortIpText } from "../../../altNames.ts";
import { authorityKeyIdExtras } from "../../../extensionValues.ts";
import type { ParsedCertificate } from "../../../parse.ts";
import { brief, several } from "../../../visible.ts";
import { criticality, type Objection, type Place, type Rule } from "../rule.ts";
import { violation } from "./issuing.ts";

/** What the CA/Browser Forum's Baseline Requirements (version 2, §7.1) ask beyond RFC 5280. */
export const WEB_RULES: readonly Rule[] = [
  versionThree,
  positiveSerial,
  readableExtensions,
  authorityKeyIdPlain,
  keyOfTheWeb,
  rootWithoutPurposes,
  endEntityIsNoAuthority,
  purposesNamed,
  namesPresent,
  altNameNotCritical,
  commonNameAmongNames,
];

/** BR §7.1.1. */
function versionThree({ version }: ParsedCertificate): Objection | null {
  const section = "CABF BR §7.1.1";
  return version === 3 ? null : { reason: "bad-version", expected: "version 3", found: `version ${version}`, section };
}

/** BR §7.1: non-sequential, greater than zero. */
function positiveSerial({ serialOctets }: ParsedCertificate): Objection | null {
  const isPositive = /^[0-7]/.test(serialOctets) && /[1-9a-f]/.test(serialOctets);
  const found = isPositive ? "" : /^[89a-f]/.test(serialOctets) ? "a negative number" : "zero";
  const expected = "a serial number above zero";
  return isPositive ? null : { reason: "bad-serial", expected, found, section: "CABF BR §7.1" };
}

function readableExtensions({ unreadable }: ParsedCertificate): Objection | null {
  const expected = "extensions that can be read";
  return unreadable.length === 0 ? null : violation(expected, several(unreadable), "CABF BR §7.1.2.7.7");
}

/** BR §7.1.2.11.1: a keyIdentifier and nothing else; a root's is its own. */
function authorityKeyIdPlain(certificate: ParsedCertificate, { role }: Place): Objection | null {
  const extension = certificate.extensions.get("authorityKeyIdentifier");
  if (extension === undefined) return null;
  const { authorityKeyId, subjectKeyId } = certificate;
  const isOwn =
    role !== "anchor" || certificate.subjectKey !== certificate.issuerKey || authorityKeyId === subjectKeyId;
  if (authorityKeyId !== null && isOwn && !authorityKeyIdExtras(extension.value)) return null;
  const found =
    authorityKeyId === null ? "no keyIdentifier" : isOwn ? "an issuer and a serial number" : "another key's";
  return violation("authorityKeyIdentifier with a keyIdentifier and nothing else", found, "CABF BR §7.1.2.11.1");
}

/** BR §6.1.5, §6.1.6, §7.1.3.1: RSA of whole bytes, or P-256, P-384 or P-521 by name. What is weak, strength refuses. */
function keyOfTheWeb({ spki }: ParsedCertificate): Objection | null {
  const key = certificateKey(spki);
  const expected = "RSA of a number of bits that 8 divides, or P-256, P-384 or P-521";
  const section = "CABF BR §6.1.5";
  if (key.kind === "RSA" && key.bits % 8 !== 0) return violation(expected, `RSA of ${key.bits} bits`, section);
  if (key.kind === "RSA" || key.kind === "EC" || key.kind === "DSA") return null;
  if (key.kind === "other" && key.bits !== null) return null;
  return violation(expected, key.kind === "Ed25519" ? key.kind : "another kind of key", section);
}

/** BR §7.1.2.1.2. */
function rootWithoutPurposes({ extendedKeyUsage }: ParsedCertificate, { role }: Place): Objection | null {
  const isWrong = role === "anchor" && extendedKeyUsage !== null;
  return isWrong ? violation("no extKeyUsage in a root", several(extendedKeyUsage), "CABF BR §7.1.2.1.2") : null;
}

/** BR §7.1.2.7.8. */
function endEntityIsNoAuthority({ isCA }: ParsedCertificate, { role }: Place): Objection | null {
  const isWrong = role === "end-entity" && isCA;
  return isWrong ? violation("an end-entity certificate that is no CA", "cA TRUE", "CABF BR §7.1.2.7.8") : null;
}

/** BR §7.1.2.7.6 and §7.1.2.7.10: they are named, not critical, and "any" is none. */
function purposesNamed(certificate: ParsedCertificate, { role }: Place): Objection | null {
  if (role !== "end-entity") return null;
  const { extendedKeyUsage } = certificate;
  const found =
    extendedKeyUsage === null
      ? "none"
      : criticality(certificate, "extKeyUsage") === true
        ? "critical"
        : extendedKeyUsage.includes("anyExtendedKeyUsage")
          ? "anyExtendedKeyUsage"
          : null;
  return found === null ? null : violation("extKeyUsage that names its purposes", found, "CABF BR §7.1.2.7.10");
}

/** BR §7.1.2.7.12. Which names they are, the name check asks. */
function namesPresent({ altNames }: ParsedCertificate, { role }: Place): Objection | null {
  const isWrong = role === "end-entity" && altNames === null;
  return isWrong ? violation("subjectAltName", "none", "CABF BR §7.1.2.7.12") : null;
}

function altNameNotCritical(certificate: ParsedCertificate, { role }: Place): Objection | null {
  const isCritical = criticality(certificate, "subjectAltName") === true;
  const isWrong = role === "end-entity" && certificate.subjectKey !== "" && isCritical;
  return isWrong ? violation("subjectAltName not critical beside a subject", "critical", "CABF BR §7.1.2.7.12") : null;
}

/** BR §7.1.4.3: character for character; addresses as RFC 5952 §4 writes them. Clients are called otherwise. */
function commonNameAmongNames(certificate: ParsedCertificate, { role, purpose }: Place): Objection | null {
  const { commonNames } = certificate.subjectParts;
  if (role !== "end-entity" || purpose !== "server" || commonNames.length === 0) return null;
  const names = (certificate.altNames ?? []).flatMap((name) =>
    name.type === "ip" ? (shortIpText(name.bytes) ?? []) : name.type === "dns" ? (name.value ?? []) : [],
  );
  const wrong = commonNames.find((name) => !names.includes(name));
  return wrong === undefined
    ? null
    : violation("a common name out of subjectAltName", brief(wrong), "CABF BR §7.1.4.3");
}
