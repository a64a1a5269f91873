import { fromHex } from "../../bytes/hex.ts";
import { utf8 } from "../../bytes/text.ts";
import { spkiOf } from "../../crypto/authorityKeys.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement, writeNatural } from "../../crypto/derNumbers.ts";
import { parseCertificate } from "../parse.ts";
import { oid, sequenceOf, time } from "./der.ts";
import { extensionsFor } from "./extensions.ts";
import type { IssueRequest } from "./request.ts";
import { algorithmOf, signedSequence } from "./signed.ts";

const VERSION_3 = writeElement(0xa0, writeNatural(Uint8Array.of(2)));
const COMMON_NAME = "2.5.4.3";
const [SET, UTF8_STRING, EXTENSIONS] = [0x31, 0x0c, 0xa3];

/**
 * A certificate (RFC 5280 §4.1), DER, signed as the issuer's key signs: ECDSA with the hash that fits its curve, RSA
 * with PKCS#1 v1.5 and the key's hash, or Ed25519. Nothing in it is random but the signature, so callers who must be
 * able to repeat a run put the result on their tape. Throws CertificateError where the issuer's certificate is none,
 * RangeError where the serial number is not 16 bytes.
 */
export async function issueCertificate(request: IssueRequest): Promise<Bytes> {
  const issuer = request.issuer === "self" ? null : parseCertificate(request.issuer.der);
  const signingKey = request.issuer === "self" ? request.privateKey : request.issuer.privateKey;
  const subject = nameOf(request.subject);
  const spki = await spkiOf(request.publicKey);
  const said = sequenceOf(
    VERSION_3,
    writeNatural(positive(request.serial)),
    algorithmOf(signingKey, request.hash ?? null),
    issuer === null ? subject : fromHex(issuer.subjectName),
    sequenceOf(time(request.notBefore), time(request.notAfter)),
    subject,
    spki,
    writeElement(EXTENSIONS, sequenceOf(...(await extensionsFor(request, spki, issuer)))),
  );
  return signedSequence(said, signingKey, [], request.hash ?? null);
}

/** A Name (RFC 5280 §4.1.2.4) of one common name. */
export function nameOf(common: string): Bytes {
  return sequenceOf(writeElement(SET, sequenceOf(oid(COMMON_NAME), writeElement(UTF8_STRING, utf8(common)))));
}

/** The same bytes with the highest bits set to 01: a positive INTEGER of just this length in DER. */
function positive(serial: Uint8Array): Uint8Array {
  if (serial.length !== 16) throw new RangeError(`a serial number of ${serial.length} bytes, not 16`);
  const copy = Uint8Array.from(serial);
  copy[0] = ((copy[0] ?? 0) & 0x3f) | 0x40;
  return copy;
}
