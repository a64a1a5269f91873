import { fromHex } from "../../bytes/hex.ts";
import { identifierHash } from "../../crypto/authorityKeys.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { keyBits } from "../keyBits.ts";
import { parseCertificate } from "../parse.ts";
import { REVOCATION_REASONS, type RevocationReasonName, serialOf } from "./crl.ts";
import { enumerated, generalizedTime, octets, oid, sequenceOf } from "./der.ts";
import { signedSequence } from "./signed.ts";

export type OcspStatusAsked =
  | Readonly<{ status: "good" | "unknown" }>
  | Readonly<{ status: "revoked"; at: Date; reason?: RevocationReasonName }>;

export type OcspRequest = Readonly<{
  /** Whose status it is, and who issued it. */
  certificate: Uint8Array;
  issuer: Uint8Array;
  answer: OcspStatusAsked;
  /** The issuer itself, or whom it certified for OCSPSigning; `certificates` go along for those who verify. */
  responder: Readonly<{ der: Uint8Array; privateKey: CryptoKey; by: "name" | "key" }>;
  certificates: readonly Uint8Array[];
  /** Of the CertID. */
  hash: "SHA-1" | "SHA-256";
  producedAt: Date;
  thisUpdate: Date;
  nextUpdate: Date | null;
}>;

const NULL = writeElement(0x05);
const HASHES = { "SHA-1": "1.3.14.3.2.26", "SHA-256": "2.16.840.1.101.3.4.2.1" } as const;
const BASIC = "1.3.6.1.5.5.7.48.1.1";

/** An OCSPResponse that is successful, with one answer (RFC 6960 §4.2.1), DER. Only its signature is random. */
export async function issueOcspResponse(request: OcspRequest): Promise<Bytes> {
  const { responder, certificates, producedAt } = request;
  const data = sequenceOf(
    await responderId(responder),
    generalizedTime(producedAt),
    sequenceOf(await singleResponse(request)),
  );
  const along = certificates.length === 0 ? [] : [writeElement(0xa0, sequenceOf(...certificates))];
  const basic = await signedSequence(data, responder.privateKey, along);
  return sequenceOf(enumerated(0), writeElement(0xa0, sequenceOf(oid(BASIC), octets(basic))));
}

async function responderId({ der, by }: OcspRequest["responder"]): Promise<Bytes> {
  const { subjectName, spki } = parseCertificate(der);
  if (by === "name") return writeElement(0xa1, fromHex(subjectName));
  return writeElement(0xa2, octets(await identifierHash("SHA-1", keyBits(spki))));
}

async function singleResponse(request: OcspRequest): Promise<Bytes> {
  const { certificate, issuer, hash, thisUpdate, nextUpdate } = request;
  const { subjectName, spki } = parseCertificate(issuer);
  const certId = sequenceOf(
    sequenceOf(oid(HASHES[hash]), NULL),
    octets(await identifierHash(hash, fromHex(subjectName))),
    octets(await identifierHash(hash, keyBits(spki))),
    serialOf(certificate),
  );
  const until = nextUpdate === null ? [] : [writeElement(0xa0, generalizedTime(nextUpdate))];
  return sequenceOf(certId, statusOf(request.answer), generalizedTime(thisUpdate), ...until);
}

function statusOf(answer: OcspStatusAsked): Bytes {
  if (answer.status !== "revoked") return writeElement(answer.status === "good" ? 0x80 : 0x82);
  const { at, reason } = answer;
  const why = reason === undefined ? [] : [writeElement(0xa0, enumerated(REVOCATION_REASONS[reason]))];
  return writeElement(0xa1, generalizedTime(at), ...why);
}
