import { type SignatureScheme, schemesOf, verifySignature } from "../../crypto/signatures.ts";
import type { ParsedCertificate } from "../parse.ts";
import { isStrictSignature } from "../signatureValue.ts";

/** How certificates refer to one another: by names and key identifiers, and by signatures. */

/** Could `issuer` have issued it, by name (RFC 5280 §6.1.3 (a)(4)) and, where both say one, key identifier? */
export function mayHaveIssued(issuer: ParsedCertificate, certificate: ParsedCertificate): boolean {
  return issuer.subjectName === certificate.issuerName && sameKeyId(issuer, certificate);
}

/** Does it name itself as its issuer? */
export function isSelfIssued(certificate: ParsedCertificate): boolean {
  return certificate.subjectName === certificate.issuerName;
}

/** Self-issued, and with its own key as far as the key identifiers say: its signature may still not verify. */
export function isSelfSigned(certificate: ParsedCertificate): boolean {
  return mayHaveIssued(certificate, certificate);
}

/** Tells whether a certificate's signature verifies with the key of another. */
export type Verify = (certificate: ParsedCertificate, issuer: ParsedCertificate) => Promise<boolean>;

/** Verifies signatures (RFC 5280 §6.1.3 (a)(1)), each pair once. False also where an algorithm is unknown to us. */
export function verifier(): Verify {
  const known = new Map<ParsedCertificate, Map<ParsedCertificate, Promise<boolean>>>();
  return (certificate, issuer) => {
    const row = known.get(certificate) ?? new Map<ParsedCertificate, Promise<boolean>>();
    const result = row.get(issuer) ?? verify(certificate, issuer);
    known.set(certificate, row.set(issuer, result));
    return result;
  };
}

/** Certificates' algorithms that TLS has a scheme for, with keys of that scheme: these need no detour by the library. */
const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  "ecdsa-with-SHA256": "ecdsa_secp256r1_sha256",
  "ecdsa-with-SHA384": "ecdsa_secp384r1_sha384",
  "id-Ed25519": "ed25519",
};

async function verify(certificate: ParsedCertificate, issuer: ParsedCertificate): Promise<boolean> {
  const { signatureAlgorithm, signature, signed } = certificate;
  const scheme = SCHEMES[signatureAlgorithm];
  if (scheme !== undefined && schemesOf(issuer.spki).includes(scheme)) {
    return (await verifySignature(scheme, issuer.spki, signed, signature)) === "valid";
  }
  try {
    if (!isStrictSignature(signatureAlgorithm, signature)) return false;
    return await certificate.x509.verify({ publicKey: issuer.x509.publicKey, signatureOnly: true });
  } catch {
    // A signature that is no signature, a key that is no key, or what the library can't read, verifies nothing.
    return false;
  }
}

function sameKeyId(issuer: ParsedCertificate, certificate: ParsedCertificate): boolean {
  const { authorityKeyId } = certificate;
  return authorityKeyId === null || issuer.subjectKeyId === null || authorityKeyId === issuer.subjectKeyId;
}
