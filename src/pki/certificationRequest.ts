import { orCertificateError } from "./parse.ts";
import { Pkcs10CertificateRequest, SubjectAlternativeNameExtension } from "./provider.ts";

/** What a request for a certificate says (RFC 2986 §4). Nothing of it is proved but that its signature fits, where it does. */
export type CertificationRequest = Readonly<{
  subject: string;
  names: readonly string[];
  /** SubjectPublicKeyInfo of the key that it wants a certificate for. */
  spki: Uint8Array<ArrayBuffer>;
  /** Whether it was signed with the private key that belongs to that public key (RFC 2986 §3, note 2). */
  isSigned: boolean;
}>;

const ALT_NAMES = "2.5.29.17";

/** Reads a request's DER and tries its signature. Throws CertificateError where it is none. */
export async function readRequest(der: Uint8Array): Promise<CertificationRequest> {
  const request = orCertificateError(() => new Pkcs10CertificateRequest(new Uint8Array(der)));
  // The library reads much of it only when it is asked for.
  const said = orCertificateError(() => ({
    subject: request.subject,
    names: namesIn(request),
    spki: new Uint8Array(request.publicKey.rawData),
  }));
  return { ...said, isSigned: await request.verify().catch(() => false) };
}

function namesIn(request: Pkcs10CertificateRequest): readonly string[] {
  const wanted = request.getExtension(ALT_NAMES);
  const names = wanted instanceof SubjectAlternativeNameExtension ? wanted.names.items : [];
  return names.filter(({ type }) => type === "dns").map(({ value }) => value);
}
