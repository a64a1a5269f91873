import {
  certificateKey,
  type SignatureResult,
  verifyCertificateSignature,
} from "../../crypto/certificateSignatures.ts";
import type { DsaParameters } from "../../crypto/publicKeys.ts";
import type { ParsedCertificate } from "../parse.ts";

/** How certificates refer to one another: by names and key identifiers, and by signatures. */

/** Could `issuer` have issued it, by name (RFC 5280 §6.1.3 (a)(4)) and, where both say one, key identifier? */
export function mayHaveIssued(issuer: ParsedCertificate, certificate: ParsedCertificate): boolean {
  return issuer.subjectKey === certificate.issuerKey && sameKeyId(issuer, certificate);
}

/** Does it name itself as its issuer? */
export function isSelfIssued(certificate: ParsedCertificate): boolean {
  return certificate.subjectKey === certificate.issuerKey;
}

/** Self-issued, and with its own key as far as the key identifiers say: its signature may still not verify. */
export function isSelfSigned(certificate: ParsedCertificate): boolean {
  return mayHaveIssued(certificate, certificate);
}

/** Tells whether a certificate's signature verifies with the key of another. */
export type Verify = (certificate: ParsedCertificate, issuer: ParsedCertificate) => Promise<SignatureResult>;

/** As many issuers up as a path is long: there a key's parameters are found, or it has none. */
const MAX_INHERITANCE = 8;

/**
 * Verifies signatures (RFC 5280 §6.1.3 (a)(1)), each pair once. `pool`: where to look for the issuer of a DSA key that
 * has its parameters from there (§6.1.4 (e)).
 */
export function verifier(pool: readonly ParsedCertificate[]): Verify {
  const known = new Map<ParsedCertificate, Map<ParsedCertificate, Promise<SignatureResult>>>();

  function verify(certificate: ParsedCertificate, issuer: ParsedCertificate, left = MAX_INHERITANCE) {
    const row = known.get(certificate) ?? new Map<ParsedCertificate, Promise<SignatureResult>>();
    const result = row.get(issuer) ?? verifyNow(certificate, issuer, left);
    known.set(certificate, row.set(issuer, result));
    return result;
  }

  async function verifyNow(certificate: ParsedCertificate, issuer: ParsedCertificate, left: number) {
    const { method } = certificate.signing;
    if (method === null) return "unsupported" as const;
    const inherited = method.kind === "DSA" ? await parametersAbove(issuer, left) : null;
    return verifyCertificateSignature(method, issuer.spki, certificate.signed, certificate.signature, inherited);
  }

  async function parametersAbove(certificate: ParsedCertificate, left: number): Promise<DsaParameters | null> {
    const key = certificateKey(certificate.spki);
    if (key.kind !== "DSA" || key.parameters !== null || left === 0) return key.kind === "DSA" ? key.parameters : null;
    for (const issuer of pool) {
      if (issuer === certificate || !mayHaveIssued(issuer, certificate)) continue;
      if ((await verify(certificate, issuer, left - 1)) === "valid") return parametersAbove(issuer, left - 1);
    }
    return null;
  }

  return (certificate, issuer) => verify(certificate, issuer);
}

function sameKeyId(issuer: ParsedCertificate, certificate: ParsedCertificate): boolean {
  const { authorityKeyId } = certificate;
  return authorityKeyId === null || issuer.subjectKeyId === null || authorityKeyId === issuer.subjectKeyId;
}
