import type { ParsedCertificate } from "../../parse.ts";
import type { Purpose, Reason } from "../../verdict.ts";
import { several } from "../../visible.ts";
import type { Finding } from "../finding.ts";
import { isSelfIssued } from "../links.ts";

const PURPOSES = { server: "serverAuth", client: "clientAuth" } as const;

type Rule = (certificate: ParsedCertificate, place: Place) => Objection | null;
type Objection = Readonly<{ reason: Reason; expected: string; found: string; section: string }>;
type Place = Readonly<{ purpose: Purpose; below: number }>;

/**
 * Is each certificate used for what it may be used for? The issuers: basicConstraints, keyCertSign and
 * pathLenConstraint. The end-entity certificate: digitalSignature, and extKeyUsage where it has one.
 */
export function checkUsage(path: readonly ParsedCertificate[], purpose: Purpose): Finding {
  for (const [i, certificate] of path.entries()) {
    const rules = i === 0 ? END_ENTITY : ISSUER;
    const place = { purpose, below: path.slice(1, i).filter((c) => !isSelfIssued(c)).length };
    for (const rule of rules) {
      const objection = rule(certificate, place);
      if (objection !== null) return { ...objection, found: `${certificate.label}: ${objection.found}` };
    }
  }
  const [endEntity] = path;
  const found = endEntity === undefined ? "no certificate" : usagesOf(endEntity);
  return { reason: null, expected: PURPOSES[purpose], found, section: "RFC 5280 §4.2.1.12" };
}

const END_ENTITY: readonly Rule[] = [knownExtensions, maySign, hasPurpose];
const ISSUER: readonly Rule[] = [knownExtensions, isCA, mayIssue, shortEnough, hasPurpose];

/** RFC 5280 §4.2: a critical extension that is not processed is a reason to refuse. */
function knownExtensions({ unprocessed }: ParsedCertificate): Objection | null {
  if (unprocessed.length === 0) return null;
  const expected = "no critical extension that is not processed";
  return { reason: "unsupported-extension", expected, found: several(unprocessed), section: "RFC 5280 §4.2" };
}

function isCA(certificate: ParsedCertificate): Objection | null {
  if (certificate.isCA) return null;
  const expected = "every issuer a CA (basicConstraints cA TRUE)";
  return { reason: "not-a-ca", expected, found: "cA FALSE, yet it issued one", section: "RFC 5280 §4.2.1.9" };
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

/** TLS 1.3 certificates sign (RFC 8446 §4.4.2.2). */
function maySign({ keyUsage }: ParsedCertificate): Objection | null {
  if (keyUsage === null || keyUsage.includes("digitalSignature")) return null;
  const found = several(keyUsage) || "no key usage";
  return { reason: "wrong-usage", expected: "digitalSignature", found, section: "RFC 8446 §4.4.2.2" };
}

/** Binds issuers too, as OpenSSL and browsers read it. */
function hasPurpose({ extendedKeyUsage }: ParsedCertificate, { purpose }: Place): Objection | null {
  const wanted = PURPOSES[purpose];
  if (extendedKeyUsage === null) return null;
  if (extendedKeyUsage.includes(wanted) || extendedKeyUsage.includes("anyExtendedKeyUsage")) return null;
  const found = several(extendedKeyUsage) || "no purpose";
  return { reason: "wrong-usage", expected: wanted, found, section: "RFC 5280 §4.2.1.12" };
}

function usagesOf({ keyUsage, extendedKeyUsage }: ParsedCertificate): string {
  const all = [...(keyUsage ?? []), ...(extendedKeyUsage ?? [])];
  return all.length === 0 ? "no restriction" : several(all, 6);
}
