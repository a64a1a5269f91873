import type { ParsedCertificate } from "../../parse.ts";
import { several } from "../../visible.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { findingOf, firstObjection, type Objection, type Place, type Rule, type Terms } from "./rule.ts";

const PURPOSES = { server: "serverAuth", client: "clientAuth" } as const;

/**
 * Is each certificate used for what it may be used for? The end-entity certificate: digitalSignature; it and all above
 * it: extKeyUsage, where they have one.
 */
export function checkUsage(path: Path, terms: Terms): Finding {
  const objection = firstObjection(path, terms, (role) => (role === "end-entity" ? END_ENTITY : ISSUER));
  const [endEntity] = path;
  return findingOf(objection, {
    expected: PURPOSES[terms.purpose],
    found: endEntity === undefined ? "no certificate" : usagesOf(endEntity),
    section: "RFC 5280 §4.2.1.12",
  });
}

const END_ENTITY: readonly Rule[] = [maySign, hasPurpose];
const ISSUER: readonly Rule[] = [hasPurpose];

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
