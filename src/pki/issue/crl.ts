import { fromHex } from "../../bytes/hex.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { parseCertificate } from "../parse.ts";
import { enumerated, extensionOf, sequenceOf, time } from "./der.ts";
import { algorithmOf, signedSequence } from "./signed.ts";

/** Why a certificate was revoked (RFC 5280 §5.3.1), by its number. */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

export type RevocationReasonName = keyof typeof REVOCATION_REASONS;

/** One certificate that is not to be trusted any more. */
export type Revoked = Readonly<{ der: Uint8Array; at: Date; reason?: RevocationReasonName }>;

export type CrlRequest = Readonly<{
  issuer: Readonly<{ der: Uint8Array; privateKey: CryptoKey }>;
  revoked: readonly Revoked[];
  thisUpdate: Date;
  /** null: none is said, which RFC 5280 §5.1.2.5 forbids. */
  nextUpdate: Date | null;
  /** cRLNumber, at most 255. */
  number: number;
  /** More of the list's extensions, each a whole Extension in DER. */
  extensions?: readonly Uint8Array[];
}>;

const VERSION_2 = Uint8Array.of(0x02, 0x01, 0x01);
const INTEGER = 0x02;

/** A CertificateList, version 2 (RFC 5280 §5), DER. Only its signature is random. */
export async function issueCrl(request: CrlRequest): Promise<Bytes> {
  const { issuer, revoked, thisUpdate, nextUpdate } = request;
  const certificate = parseCertificate(issuer.der);
  const said = sequenceOf(
    VERSION_2,
    algorithmOf(issuer.privateKey),
    fromHex(certificate.subjectName),
    time(thisUpdate),
    ...(nextUpdate === null ? [] : [time(nextUpdate)]),
    // An empty list must be left out (§5.1.2.6).
    ...(revoked.length === 0 ? [] : [sequenceOf(...revoked.map(entryOf))]),
    writeElement(0xa0, sequenceOf(...extensionsOf(certificate.subjectKeyId, request))),
  );
  return signedSequence(said, issuer.privateKey);
}

function extensionsOf(keyId: string | null, { number, extensions = [] }: CrlRequest): readonly Uint8Array[] {
  const own = keyId === null ? [] : [extensionOf("2.5.29.35", false, sequenceOf(writeElement(0x80, fromHex(keyId))))];
  return [...own, extensionOf("2.5.29.20", false, natural(number)), ...extensions];
}

function entryOf({ der, at, reason }: Revoked): Bytes {
  const said = reason === undefined ? [] : [extensionOf("2.5.29.21", false, enumerated(REVOCATION_REASONS[reason]))];
  return sequenceOf(serialOf(der), time(at), ...(said.length === 0 ? [] : [sequenceOf(...said)]));
}

/** A certificate's serial number as the INTEGER that stands in it. */
export function serialOf(der: Uint8Array): Bytes {
  const serial = fromHex(parseCertificate(der).serial);
  // The reader leaves out the zero that keeps a number positive; those issued here are positive.
  return writeElement(INTEGER, (serial[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), serial);
}

function natural(number: number): Bytes {
  return writeElement(INTEGER, number >= 0x80 ? Uint8Array.of(0, number) : Uint8Array.of(number));
}
