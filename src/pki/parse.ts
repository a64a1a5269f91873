import { type Hex, toHex } from "../bytes/hex.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { type Extensions, readExtensions } from "./extensions.ts";
import { oidName, readOid } from "./oid.ts";
import { X509Certificate } from "./provider.ts";
import { brief, visible } from "./visible.ts";

/** Why bytes are no certificate that we can judge. */
export class CertificateError extends Error {
  constructor(readonly wanted: string) {
    super(`certificate: ${wanted}`);
    this.name = "CertificateError";
  }
}

/** What a certificate says, as plain values; read once, judged by everybody. */
export type ParsedCertificate = Extensions &
  Readonly<{
    der: Uint8Array<ArrayBuffer>;
    /** The whole DER in hex: the same certificate has the same. */
    id: Hex;
    /** How to call it in a sentence: its common name, else its first name. */
    label: string;
    subject: string;
    issuer: string;
    /** The names' DER, which must be alike to match: stricter than RFC 5280 §7.1, as most validators are. */
    subjectName: Hex;
    issuerName: Hex;
    /** How to call whoever issued it. */
    issuerLabel: string;
    serial: Hex;
    notBefore: Date;
    notAfter: Date;
    signatureAlgorithm: string;
    spki: Uint8Array<ArrayBuffer>;
    /** For verifying signatures with its key. */
    x509: X509Certificate;
  }>;

const BIT_STRING = 0x03;

/** Reads a certificate's DER (RFC 5280 §4.1), at most 64 KiB. Throws CertificateError, and nothing else, on garbage. */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  try {
    return parse(new Uint8Array(der));
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    throw new CertificateError(error instanceof Error ? brief(error.message) : "DER of a certificate");
  }
}

/** The outline is read by our own strict reader first, so nothing stands before, between or after the parts. */
function parse(der: Uint8Array<ArrayBuffer>): ParsedCertificate {
  const outline = readOutline(der);
  const x509 = new X509Certificate(der);
  return {
    ...outline,
    der,
    id: toHex(der),
    label: brief(x509.subjectName.getField("CN")[0] ?? outline.names[0]?.value ?? x509.subject),
    subject: visible(x509.subject),
    issuer: visible(x509.issuer),
    issuerLabel: brief(x509.issuerName.getField("CN")[0] ?? x509.issuer),
    serial: x509.serialNumber,
    notBefore: valid(x509.notBefore),
    notAfter: valid(x509.notAfter),
    spki: new Uint8Array(x509.publicKey.rawData),
    x509,
  };
}

function readOutline(der: Uint8Array) {
  const [tbs, algorithm, signature, ...more] = childrenOf(der, readWhole(der, "Certificate"), "Certificate");
  if (tbs === undefined || algorithm === undefined || signature === undefined || more.length > 0) {
    throw new CertificateError("tbsCertificate, signatureAlgorithm and signatureValue");
  }
  if (signature.tag !== BIT_STRING || contentOf(der, signature)[0] !== 0) {
    throw new CertificateError("a signature of whole bytes");
  }
  const all = childrenOf(der, tbs, "Certificate.tbsCertificate");
  const [, inside, issuer, , subject, , ...optional] = all[0]?.tag === 0xa0 ? all.slice(1) : all;
  if (inside === undefined || issuer === undefined || subject === undefined)
    throw new CertificateError("all its fields");
  if (hexOf(der, inside) !== hexOf(der, algorithm)) {
    throw new CertificateError("one signature algorithm, inside and out (RFC 5280 §4.1.1.2)");
  }
  const [id] = childrenOf(der, algorithm, "Certificate.signatureAlgorithm");
  const dotted = id === undefined ? null : readOid(contentOf(der, id));
  if (dotted === null) throw new CertificateError("a signature algorithm");
  return {
    ...readExtensions(
      der,
      optional.find((element) => element.tag === 0xa3),
    ),
    subjectName: hexOf(der, subject),
    issuerName: hexOf(der, issuer),
    signatureAlgorithm: oidName(dotted),
  };
}

function hexOf(der: Uint8Array, element: DerElement): Hex {
  return toHex(der.subarray(element.start, element.end));
}

function valid(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new CertificateError("a date");
  return date;
}
