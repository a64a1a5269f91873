import { type Hex, toHex } from "../bytes/hex.ts";
import { subtle } from "../crypto/web.ts";
import { parseCertificate } from "./parse.ts";
import { isoTime } from "./time.ts";
import { visible } from "./visible.ts";

export { CertificateError } from "./parse.ts";

/** What a certificate says, for people and for the recording. Text that could not be seen is escaped. */
export type CertificateSummary = Readonly<{
  /** As RFC 4514 writes names, in the order in which they are encoded. */
  subject: string;
  issuer: string;
  /** The names of subjectAltName: DNS names, e-mail addresses, URIs and IP addresses. */
  names: readonly string[];
  /** ISO 8601, UTC, both included. */
  notBefore: string;
  notAfter: string;
  /** keyUsage's bits, then extKeyUsage's purposes, as RFC 5280 spells them. */
  usages: readonly string[];
  isCA: boolean;
  /** pathLenConstraint; null where there is none. */
  pathLength: number | null;
  serial: Hex;
  signatureAlgorithm: string;
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the whole certificate. */
  fingerprint: Hex;
}>;

/** Says what is in a certificate; trusts nothing of it. Throws CertificateError where the bytes are none. */
export async function describeCertificate(der: Uint8Array): Promise<CertificateSummary> {
  const certificate = parseCertificate(der);
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    names: certificate.names.map((name) => visible(name.value)),
    notBefore: isoTime(certificate.notBefore),
    notAfter: isoTime(certificate.notAfter),
    usages: [...(certificate.keyUsage ?? []), ...(certificate.extendedKeyUsage ?? [])],
    isCA: certificate.isCA,
    pathLength: certificate.pathLength,
    serial: certificate.serial,
    signatureAlgorithm: certificate.signatureAlgorithm,
    spki: certificate.spki,
    fingerprint: toHex(new Uint8Array(await subtle.digest("SHA-256", certificate.der))),
  };
}
