import { fromHex } from "../../bytes/hex.ts";
import { spkiOf } from "../../crypto/authorityKeys.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeNatural } from "../../crypto/derNumbers.ts";
import { parseCertificate } from "../parse.ts";
import { sequenceOf, time } from "./der.ts";
import { algorithmOf, signedSequence } from "./signed.ts";

export type LegacyRequest = Readonly<{
  issuer: Readonly<{ der: Uint8Array; privateKey: CryptoKey }>;
  /** Whose name it bears: a certificate's subject is copied. */
  subject: Uint8Array;
  publicKey: CryptoKey;
  notBefore: Date;
  notAfter: Date;
  serial: Uint8Array;
}>;

/**
 * A certificate of version 1, as before 1996 (RFC 5280 §4.1.2.1): it says nothing of names, usages, or whether its
 * holder is an authority. The library writes none. DER; only its signature is random.
 */
export async function issueVersion1(request: LegacyRequest): Promise<Bytes> {
  const { issuer, subject, publicKey, notBefore, notAfter, serial } = request;
  const said = sequenceOf(
    writeNatural(serial),
    algorithmOf(issuer.privateKey),
    fromHex(parseCertificate(issuer.der).subjectName),
    sequenceOf(time(notBefore), time(notAfter)),
    fromHex(parseCertificate(subject).subjectName),
    await spkiOf(publicKey),
  );
  return signedSequence(said, issuer.privateKey);
}
