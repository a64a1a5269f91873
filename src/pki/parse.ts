import { type Hex, toHex } from "../bytes/hex.ts";
import { sameBytes } from "../bytes/text.ts";
import { childrenOf, contentOf, readWhole } from "../crypto/der.ts";
import { type CertificateBody, hexOf, readAlgorithm, readBody, sequence } from "./body.ts";
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

/** The same, of what a stranger sent along: null where it can't be read. */
export function certificateOrNull(der: Uint8Array): ParsedCertificate | null {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (error instanceof CertificateError) return null;
    throw error;
  }
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
  return Object.assign(new Late(der, { subject, issuer, subjectElement, issuerElement, names: extensions.names }), {
    ...extensions,
    ...body,
    der,
    subjectParts: subject,
    signatureAlgorithm: oidName(readAlgorithm(der, algorithm)),
    signing: readSigningMethod(der, algorithm),
    signed: der.subarray(tbs.start, tbs.end),
    signature: der.subarray(signature.contentStart + 1, signature.end),
  });
}

type Parts = Pick<CertificateBody, "subject" | "issuer" | "subjectElement" | "issuerElement"> &
  Pick<Extensions, "names">;

/** What nobody asks for of most certificates, made when it is asked for. */
class Late {
  readonly #der: Uint8Array<ArrayBuffer>;
  readonly #parts: Parts;
  #id: Hex | null = null;
  #label: string | null = null;
  #x509: X509Certificate | null = null;

  constructor(der: Uint8Array<ArrayBuffer>, parts: Parts) {
    this.#der = der;
    this.#parts = parts;
  }

  get id(): Hex {
    this.#id ??= toHex(this.#der);
    return this.#id;
  }

  get label(): string {
    const { subject, names } = this.#parts;
    this.#label ??= brief(subject.commonName ?? names[0]?.value ?? subject.text);
    return this.#label;
  }

  get subject(): string {
    return visible(this.#parts.subject.text);
  }

  get issuer(): string {
    return visible(this.#parts.issuer.text);
  }

  get issuerLabel(): string {
    const { issuer } = this.#parts;
    return brief(issuer.commonName ?? issuer.text);
  }

  get subjectName(): Hex {
    return hexOf(this.#der, this.#parts.subjectElement);
  }

  get issuerName(): Hex {
    return hexOf(this.#der, this.#parts.issuerElement);
  }

  get x509(): X509Certificate {
    this.#x509 ??= orCertificateError(() => new X509Certificate(this.#der));
    return this.#x509;
  }
}

/** What `read` gives; whatever it throws becomes a CertificateError. */
export function orCertificateError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    throw new CertificateError(error instanceof Error ? brief(error.message) : "DER of a certificate");
  }
}
