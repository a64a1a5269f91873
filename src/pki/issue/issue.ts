import { toHex } from "../../bytes/hex.ts";
import { parseCertificate } from "../parse.ts";
import { Name, X509CertificateGenerator } from "../provider.ts";
import { extensionsFor } from "./extensions.ts";
import type { IssueRequest } from "./request.ts";

/**
 * A certificate (RFC 5280 §4.1), DER, signed with ecdsa-with-SHA256. Nothing in it is random but the signature, so
 * callers who must be able to repeat a run put the result on their tape. Throws CertificateError where the issuer's
 * certificate is none, RangeError where the serial number is not 16 bytes.
 */
export async function issueCertificate(request: IssueRequest): Promise<Uint8Array<ArrayBuffer>> {
  const issuer = request.issuer === "self" ? null : parseCertificate(request.issuer.der);
  const subject = new Name([{ CN: [{ utf8String: request.subject }] }]);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: toHex(positive(request.serial)),
    subject,
    issuer: issuer === null ? subject : issuer.x509.subjectName,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    publicKey: request.publicKey,
    signingKey: request.issuer === "self" ? request.privateKey : request.issuer.privateKey,
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    extensions: await extensionsFor(request, issuer),
  });
  return new Uint8Array(certificate.rawData);
}

/** The same bytes with the highest bits set to 01: a positive INTEGER of just this length in DER. */
function positive(serial: Uint8Array): Uint8Array {
  if (serial.length !== 16) throw new RangeError(`a serial number of ${serial.length} bytes, not 16`);
  const copy = Uint8Array.from(serial);
  copy[0] = ((copy[0] ?? 0) & 0x3f) | 0x40;
  return copy;
}
