import { fromHex, toHex } from "../../bytes/hex.ts";
import { identifierHash } from "../../crypto/authorityKeys.ts";
import { verifyCertificateSignature } from "../../crypto/certificateSignatures.ts";
import { keyBits } from "../keyBits.ts";
import type { ParsedCertificate } from "../parse.ts";
import { isoTime } from "../time.ts";
import { several } from "../visible.ts";
import { statusByLists } from "./lists.ts";
import type { OcspAnswer, OcspContent, ParsedOcsp } from "./ocsp.ts";
import { isInTime } from "./signer.ts";
import type { Material, Status } from "./status.ts";

/** An answer that does not say until when it holds is good for a day: its responder always has newer ones. */
const UNDATED = 86_400_000;
const SECTION = "RFC 6960 §3.2";
/** Says that nobody is to ask whether the responder itself was revoked (RFC 6960 §4.2.2.2.1). */
const NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

type Unknown = Extract<Status, { kind: "unknown" }>;

/**
 * A certificate's status by OCSP responses that came with it (RFC 6960 §3.2): the answer must be about it, in its time,
 * and signed by the certificate's issuer or by whom that issuer certified for just this.
 */
export async function statusByAnswers(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  responses: readonly ParsedOcsp[],
  material: Material,
): Promise<Status> {
  let why: Unknown = unknown("no OCSP answer is here");
  let good: Status | null = null;
  for (const { content, status } of responses) {
    if (content === null) {
      why = unknown(`the OCSP responder says ${status}`);
      continue;
    }
    const result = await statusByOne(certificate, issuer, content, material);
    if (result.kind === "revoked") return result;
    if (result.kind === "good") good = result;
    else why = result;
  }
  return good ?? why;
}

async function statusByOne(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  content: OcspContent,
  material: Material,
): Promise<Status> {
  const answer = await answerAbout(certificate, issuer, content.answers);
  if (answer === null) return unknown("the OCSP answer is about another certificate");
  const objection = objectionTo(content, answer, material.at);
  if (objection !== null) return unknown(objection);
  const signed = await signerOf(content, issuer, material);
  if (typeof signed === "string") return unknown(signed);
  const by = `the OCSP answer of ${signed.label}`;
  if (answer.status === "good") return { kind: "good", by };
  if (answer.status === "unknown") return unknown(`${by} is that it does not know the certificate`, "RFC 6960 §2.2");
  const at = answer.revokedAt ?? answer.thisUpdate;
  return { kind: "revoked", by, at, reason: answer.reason ?? 0, section: "RFC 6960 §2.2" };
}

async function answerAbout(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  answers: readonly OcspAnswer[],
): Promise<OcspAnswer | null> {
  for (const answer of answers) {
    const { hash, nameHash, keyHash, serial } = answer.id;
    if (hash === null || serial !== certificate.serialOctets) continue;
    const name = toHex(await identifierHash(hash, fromHex(certificate.issuerName)));
    if (name === nameHash && toHex(await identifierHash(hash, keyBits(issuer.spki))) === keyHash) return answer;
  }
  return null;
}

/** Extensions that bind, and dates; null: nothing to say against it. */
function objectionTo(
  content: OcspContent,
  { thisUpdate, nextUpdate, unprocessed }: OcspAnswer,
  at: Date,
): string | null {
  const binding = [...content.unprocessed, ...unprocessed];
  if (binding.length > 0) return `the OCSP answer has what we can't read: ${several(binding)}`;
  if (thisUpdate > at) return `the OCSP answer was made later, ${isoTime(thisUpdate)}`;
  const until = nextUpdate ?? new Date(thisUpdate.getTime() + UNDATED);
  return until < at ? `the OCSP answer is too old since ${isoTime(until)}` : null;
}

/** Who signed it, where they may (RFC 6960 §4.2.2.2); else why it does not count. */
async function signerOf(
  content: OcspContent,
  issuer: ParsedCertificate,
  material: Material,
): Promise<ParsedCertificate | string> {
  const candidates = [issuer, ...content.certificates, ...material.others];
  let why = "nobody is here who could have signed the OCSP answer";
  for (const candidate of candidates) {
    if (!(await isNamed(candidate, content))) continue;
    if (!(await isSignedBy(content, candidate))) {
      why = `the signature of ${candidate.label}’s OCSP answer does not verify`;
      continue;
    }
    const objection = candidate.id === issuer.id ? null : await delegationObjection(candidate, issuer, material);
    if (objection === null) return candidate;
    why = `${candidate.label}, who signed the OCSP answer, ${objection}`;
  }
  return why;
}

async function isNamed(certificate: ParsedCertificate, { responder }: OcspContent): Promise<boolean> {
  if ("nameKey" in responder) return responder.nameKey === certificate.subjectKey;
  return toHex(await identifierHash("SHA-1", keyBits(certificate.spki))) === responder.keyHash;
}

async function isSignedBy({ signing, signed, signature }: OcspContent, { spki }: ParsedCertificate): Promise<boolean> {
  if (signing.method === null) return false;
  return (await verifyCertificateSignature(signing.method, spki, signed, signature)) === "valid";
}

/** A responder of its own: certified for it, directly, by the issuer of the certificate that is asked about. */
async function delegationObjection(
  responder: ParsedCertificate,
  issuer: ParsedCertificate,
  material: Material,
): Promise<string | null> {
  const { extendedKeyUsage, keyUsage } = responder;
  if (extendedKeyUsage?.includes("OCSPSigning") !== true) return "may not: its certificate is not for OCSPSigning";
  if (keyUsage !== null && !keyUsage.includes("digitalSignature")) return "may not: its key is not for signatures";
  if (responder.unprocessed.length > 0) return `has what we can't read: ${several(responder.unprocessed)}`;
  if (!isInTime(responder, material.at)) return "has a certificate that is out of date";
  const isIssued = responder.issuerKey === issuer.subjectKey && (await material.verify(responder, issuer)) === "valid";
  if (!isIssued) return `was not certified by ${issuer.label}`;
  if (responder.extensions.has(NO_CHECK) || material.crls.length === 0) return null;
  const status = await statusByLists(responder, material);
  return status.kind === "revoked" ? `is itself revoked by ${status.by}` : null;
}

function unknown(why: string, section = SECTION): Unknown {
  return { kind: "unknown", why, section };
}
