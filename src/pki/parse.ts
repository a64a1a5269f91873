import { type Hex, toHex } from "../bytes/hex.ts";
import { sameBytes } from "../bytes/text.ts";
import { childrenOf, contentOf, readWhole } from "../crypto/der.ts";
import { hexOf, readAlgorithm, readBody, sequence } from "./body.ts";
import type { Extensions } from "./extensions.ts";
import type { DistinguishedName } from "./names.ts";
import { oidName } from "./oid.ts";
import { X509Certificate } from "./provider.ts";
import { readSigningMethod, type SigningMethod } from "./signatureMethod.ts";
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
    /** The names' DER. */
    subjectName: Hex;
    issuerName: Hex;
    /** The names in a form in which those that match are alike (RFC 5280 §7.1). */
    subjectKey: string;
    issuerKey: string;
    /** The subject, taken apart. */
    subjectParts: DistinguishedName;
    /** How to call whoever issued it. */
    issuerLabel: string;
    /** 1 to 3. */
    version: number;
    hasUniqueIds: boolean;
    serial: Hex;
    /** The serial number's INTEGER as it stands there, so that -1 and 255 differ. */
    serialOctets: Hex;
    notBefore: Date;
    notAfter: Date;
    signatureAlgorithm: string;
    signing: SigningMethod;
    /** TBSCertificate's DER, and the signature over it. */
    signed: Uint8Array<ArrayBuffer>;
    signature: Uint8Array<ArrayBuffer>;
    spki: Uint8Array<ArrayBuffer>;
    /** For what only the library can do. Read when it is first asked for: CertificateError where the library can't. */
    x509: X509Certificate;
  }>;

const BIT_STRING = 0x03;
const PATH = "Certificate";

/** Trust anchors are asked for again and again, and a peer's certificate by everybody who looks at it. */
const known = new WeakMap<Uint8Array, ParsedCertificate>();

/**
 * Reads a certificate's DER (RFC 5280 §4.1), at most 64 KiB. Throws CertificateError, and nothing else, on garbage.
 * The same array is read once: its bytes must stay as they are.
 */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  const before = known.get(der);
  if (before !== undefined) return before;
  const parsed = orCertificateError(() => parse(new Uint8Array(der)));
  known.set(der, parsed);
  return parsed;
}

/** All is read by our own strict reader. The library reads it again only where it is asked to work with it. */
function parse(der: Uint8Array<ArrayBuffer>): ParsedCertificate {
  const [tbs, algorithm, signature, ...more] = childrenOf(der, sequence(readWhole(der, PATH), PATH), PATH);
  if (tbs === undefined || algorithm === undefined || signature === undefined || more.length > 0) {
    throw new CertificateError("tbsCertificate, signatureAlgorithm and signatureValue");
  }
  if (signature.tag !== BIT_STRING || contentOf(der, signature)[0] !== 0) {
    throw new CertificateError("a signature of whole bytes");
  }
  const { extensions, subject, issuer, algorithm: inside, issuerElement, subjectElement, ...body } = readBody(der, tbs);
  if (!sameBytes(der.subarray(inside.start, inside.end), der.subarray(algorithm.start, algorithm.end))) {
    throw new CertificateError("one signature algorithm, inside and out (RFC 5280 §4.1.1.2)");
  }
  // Of most certificates nobody asks for most of these.
  const late = {
    id: once(() => toHex(der)),
    label: once(() => brief(subject.commonName ?? extensions.names[0]?.value ?? subject.text)),
    subject: once(() => visible(subject.text)),
    issuer: once(() => visible(issuer.text)),
    issuerLabel: once(() => brief(issuer.commonName ?? issuer.text)),
    subjectName: once(() => hexOf(der, subjectElement)),
    issuerName: once(() => hexOf(der, issuerElement)),
    x509: once(() => orCertificateError(() => new X509Certificate(der))),
  };
  return {
    ...extensions,
    ...body,
    der,
    subjectParts: subject,
    signatureAlgorithm: oidName(readAlgorithm(der, algorithm)),
    signing: readSigningMethod(der, algorithm),
    signed: der.subarray(tbs.start, tbs.end),
    signature: contentOf(der, signature).slice(1),
    get id() {
      return late.id();
    },
    get label() {
      return late.label();
    },
    get subject() {
      return late.subject();
    },
    get issuer() {
      return late.issuer();
    },
    get issuerLabel() {
      return late.issuerLabel();
    },
    get subjectName() {
      return late.subjectName();
    },
    get issuerName() {
      return late.issuerName();
    },
    get x509() {
      return late.x509();
    },
  };
}

/** Makes it when it is first asked for, and never again. */
function once<T>(make: () => T): () => T {
  let made: Readonly<{ value: T }> | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What `read` gives; whatever it throws becomes a CertificateError. */
function orCertificateError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    throw new CertificateError(error instanceof Error ? brief(error.message) : "DER of a certificate");
  }
}
