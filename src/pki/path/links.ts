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

/** Issuers that are asked for the parameters of DSA keys that have none of their own, in one judgement. */
const MAX_LENDERS = 16;

/**
 * Verifies signatures (RFC 5280 §6.1.3 (a)(1)), each pair once. `pool`: where to look for the issuer of a DSA key that
 * has its parameters from there (§6.1.4 (e)). That issuer must have them itself: were keys without any asked in turn,
 * two that name each other would wait for one another.
 */
export function verifier(pool: readonly ParsedCertificate[]): Verify {
  const known = new Map<ParsedCertificate, Map<ParsedCertificate, Promise<SignatureResult>>>();
  let lenders = MAX_LENDERS;

  function verify(certificate: ParsedCertificate, issuer: ParsedCertificate): Promise<SignatureResult> {
    const row = known.get(certificate) ?? new Map<ParsedCertificate, Promise<SignatureResult>>();
    const result = row.get(issuer) ?? verifyNow(certificate, issuer);
    known.set(certificate, row.set(issuer, result));
    return result;
  }

  async function verifyNow(certificate: ParsedCertificate, issuer: ParsedCertificate): Promise<SignatureResult> {
    const { method } = certificate.signing;
    if (method === null) return "unsupported";
    const inherited = method.kind === "DSA" ? await lentTo(issuer) : null;
    return verifyCertificateSignature(method, issuer.spki, certificate.signed, certificate.signature, inherited);
  }

  /** Null also where the certificate needs none. */
  async function lentTo(certificate: ParsedCertificate): Promise<DsaParameters | null> {
    const key = certificateKey(certificate.spki);
    if (key.kind !== "DSA" || key.parameters !== null) return null;
    for (const lender of pool) {
      const own = certificateKey(lender.spki);
      if (own.kind !== "DSA" || own.parameters === null || !mayHaveIssued(lender, certificate)) continue;
      if (lenders-- <= 0) return null;
      if ((await verify(certificate, lender)) === "valid") return own.parameters;
    }
    return null;
  }

  return verify;
}

/** Each once. */
export function distinct(certificates: readonly ParsedCertificate[]): readonly ParsedCertificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.id, certificate])).values()];
}

function sameKeyId(issuer: ParsedCertificate, certificate: ParsedCertificate): boolean {
  const { authorityKeyId } = certificate;
  return authorityKeyId === null || issuer.subjectKeyId === null || authorityKeyId === issuer.subjectKeyId;
}
