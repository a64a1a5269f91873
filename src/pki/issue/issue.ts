import { toHex } from "../../bytes/hex.ts";
import { certificateSigning } from "../../crypto/authorityKeys.ts";
import { parseCertificate } from "../parse.ts";
import { Name, X509CertificateGenerator } from "../provider.ts";
import { extensionsFor } from "./extensions.ts";
import type { IssueRequest } from "./request.ts";

/**
 * A certificate (RFC 5280 §4.1), DER, signed as the issuer's key signs: ECDSA with the hash that fits its curve, RSA
 * with PKCS#1 v1.5 and the key's hash, or Ed25519. Nothing in it is random but the signature, so callers who must be
 * able to repeat a run put the result on their tape. Throws CertificateError where the issuer's certificate is none,
 * RangeError where the serial number is not 16 bytes.
 */
export async function issueCertificate(request: IssueRequest): Promise<Uint8Array<ArrayBuffer>> {
  const issuer = request.issuer === "self" ? null : parseCertificate(request.issuer.der);
  const subject = new Name([{ CN: [{ utf8String: request.subject }] }]);
  const signingKey = request.issuer === "self" ? request.privateKey : request.issuer.privateKey;
  const { name, hash } = certificateSigning(signingKey, request.hash ?? null);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: toHex(positive(request.serial)),
    subject,
    issuer: issuer === null ? subject : issuer.x509.subjectName,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    publicKey: request.publicKey,
    signingKey,
    signingAlgorithm: hash === null ? { name } : { name, hash },
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
