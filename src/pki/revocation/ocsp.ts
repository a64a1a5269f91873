import { type Hex, toHex } from "../../bytes/hex.ts";
import { DecodeError } from "../../bytes/reader.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../../crypto/der.ts";
import { readTime, sequence } from "../body.ts";
import { collect } from "../extensions.ts";
import { comparableName, readName } from "../names.ts";
import { readOid } from "../oid.ts";
import { CertificateError, type ParsedCertificate, parseCertificate } from "../parse.ts";
import { readSigningMethod, type SigningMethod } from "../signatureMethod.ts";
import { brief } from "../visible.ts";

/** Why bytes are no OCSP response that we can judge by. */
export class OcspError extends Error {
  constructor(readonly wanted: string) {
    super(`OCSP response: ${wanted}`);
    this.name = "OcspError";
  }
}

/** Whose status is told, by hashes of its issuer's name and key (CertID, RFC 6960 §4.1.1). */
export type CertId = Readonly<{
  /** null: a hash that we don't calculate. */
  hash: "SHA-1" | "SHA-256" | null;
  nameHash: Hex;
  keyHash: Hex;
  /** The INTEGER as it stands there. */
  serial: Hex;
}>;

/** SingleResponse (RFC 6960 §4.2.1). */
export type OcspAnswer = Readonly<{
  id: CertId;
  status: "good" | "revoked" | "unknown";
  /** Where it is revoked. */
  revokedAt: Date | null;
  /** CRLReason's number; null: none is said. */
  reason: number | null;
  thisUpdate: Date;
  nextUpdate: Date | null;
  /** Extensions that bind and that we do not process. */
  unprocessed: readonly string[];
}>;

/** Who signed: their name in comparable form, or the SHA-1 of their key. */
export type Responder = Readonly<{ nameKey: string } | { keyHash: Hex }>;

export type OcspContent = Readonly<{
  responder: Responder;
  producedAt: Date;
  answers: readonly OcspAnswer[];
  unprocessed: readonly string[];
  /** Certificates that came along, those that can be read. */
  certificates: readonly ParsedCertificate[];
  signing: SigningMethod;
  /** ResponseData's DER, and the signature over it. */
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}>;

/** An OCSPResponse; `content` null: the responder had no answer, `status` says why. */
export type ParsedOcsp = Readonly<{ status: string; content: OcspContent | null }>;

/** OCSPResponseStatus (RFC 6960 §4.2.1). */
const STATUSES: ReadonlyMap<number, string> = new Map([
  [0, "successful"],
  [1, "malformedRequest"],
  [2, "internalError"],
  [3, "tryLater"],
  [5, "sigRequired"],
  [6, "unauthorized"],
]);
const HASHES: ReadonlyMap<string, "SHA-1" | "SHA-256"> = new Map([
  ["1.3.14.3.2.26", "SHA-1"],
  ["2.16.840.1.101.3.4.2.1", "SHA-256"],
]);
const BASIC = "1.3.6.1.5.5.7.48.1.1";
/** A response for a handshake is about a chain: more than that is somebody else's. */
const MAX_ANSWERS = 64;
const MAX_CERTIFICATES = 8;
const PATH = "OCSPResponse";
const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  sequence: 0x30,
  generalizedTime: 0x18,
} as const;

/**
 * Reads an OCSP response (RFC 6960 §4.2.1) of the basic kind, at most 64 KiB. Throws OcspError, and nothing else, on
 * garbage.
 */
export function parseOcsp(der: Uint8Array): ParsedOcsp {
  try {
    return parse(new Uint8Array(der));
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) throw new OcspError(brief(error.message));
    throw error;
  }
}

function parse(der: Uint8Array<ArrayBuffer>): ParsedOcsp {
  const [status, explicit, ...more] = childrenOf(der, sequence(readWhole(der, PATH), PATH), PATH);
  const [code = -1, ...longer] = status?.tag === TAG.enumerated ? contentOf(der, status) : [];
  const word = STATUSES.get(code);
  if (word === undefined || longer.length > 0 || more.length > 0) throw new RangeError("an OCSPResponseStatus");
  if (explicit === undefined) {
    if (code === 0) throw new RangeError("a successful response says something");
    return { status: word, content: null };
  }
  if (explicit.tag !== 0xa0 || code !== 0) throw new RangeError("responseBytes, of a successful response");
  const [kind, octets, ...rest] = childrenOf(der, only(der, explicit, TAG.sequence), PATH);
  if (oidOf(der, kind) !== BASIC || octets?.tag !== TAG.octets || rest.length > 0) {
    throw new RangeError("a response of the basic kind");
  }
  return { status: word, content: readBasic(der.slice(octets.contentStart, octets.end)) };
}

function readBasic(der: Uint8Array<ArrayBuffer>): OcspContent {
  const path = "BasicOCSPResponse";
  const [data, algorithm, signature, certificates, ...more] = childrenOf(
    der,
    sequence(readWhole(der, path), path),
    path,
  );
  if (data === undefined || algorithm === undefined || signature?.tag !== TAG.bits || more.length > 0) {
    throw new RangeError("tbsResponseData, signatureAlgorithm and signature");
  }
  if (contentOf(der, signature)[0] !== 0) throw new RangeError("a signature of whole bytes");
  return {
    ...readData(der, data),
    certificates: certificates === undefined ? [] : readCertificates(der, certificates),
    signing: readSigningMethod(der, sequence(algorithm, "signatureAlgorithm")),
    signed: der.subarray(data.start, data.end),
    signature: contentOf(der, signature).slice(1),
  };
}

function readData(der: Uint8Array, data: DerElement) {
  const all = [...childrenOf(der, sequence(data, "ResponseData"), "ResponseData")];
  if (all[0]?.tag === 0xa0) {
    const [version, ...more] = contentOf(der, only(der, all[0], TAG.integer));
    if (version !== 0 || more.length > 0) throw new RangeError("version 1");
    all.shift();
  }
  const [responder, producedAt, responses, extensions, ...rest] = all;
  if (responder === undefined || responses === undefined || rest.length > 0)
    throw new RangeError("all of ResponseData");
  if (extensions !== undefined && extensions.tag !== 0xa1) throw new RangeError("responseExtensions");
  const answers = childrenOf(der, sequence(responses, "responses"), "responses");
  if (answers.length > MAX_ANSWERS) throw new RangeError(`at most ${MAX_ANSWERS} answers`);
  return {
    responder: readResponder(der, responder),
    producedAt: timeOf(der, producedAt),
    answers: answers.map((answer) => readAnswer(der, answer)),
    unprocessed: binding(der, extensions),
  };
}

function readResponder(der: Uint8Array, element: DerElement): Responder {
  if (element.tag === 0xa1) return { nameKey: comparableName(readName(der, only(der, element, TAG.sequence))) };
  if (element.tag !== 0xa2) throw new RangeError("a ResponderID is none of its choices");
  return { keyHash: toHex(contentOf(der, only(der, element, TAG.octets))) };
}

function readAnswer(der: Uint8Array, element: DerElement): OcspAnswer {
  const path = "SingleResponse";
  const [id, status, thisUpdate, ...optional] = childrenOf(der, sequence(element, path), path);
  if (id === undefined || status === undefined) throw new RangeError("all of SingleResponse");
  const until = optional[0]?.tag === 0xa0 ? optional.shift() : undefined;
  const extensions = optional[0]?.tag === 0xa1 ? optional.shift() : undefined;
  if (optional.length > 0) throw new RangeError("SingleResponse has fields that it can't have");
  return {
    id: readCertId(der, id),
    ...readStatus(der, status),
    thisUpdate: timeOf(der, thisUpdate),
    nextUpdate: until === undefined ? null : timeOf(der, only(der, until, TAG.generalizedTime)),
    unprocessed: binding(der, extensions),
  };
}

function readCertId(der: Uint8Array, element: DerElement): CertId {
  const [algorithm, name, key, serial, ...more] = childrenOf(der, sequence(element, "CertID"), "CertID");
  const isWhole = name?.tag === TAG.octets && key?.tag === TAG.octets && serial?.tag === TAG.integer;
  if (!isWhole || more.length > 0 || serial.end === serial.contentStart) throw new RangeError("CertID is malformed");
  const [hash] = childrenOf(der, sequence(algorithm, "hashAlgorithm"), "hashAlgorithm");
  const hex = (part: DerElement) => toHex(contentOf(der, part));
  return { hash: HASHES.get(oidOf(der, hash)) ?? null, nameHash: hex(name), keyHash: hex(key), serial: hex(serial) };
}

function readStatus(der: Uint8Array, element: DerElement): Pick<OcspAnswer, "status" | "revokedAt" | "reason"> {
  const none = { revokedAt: null, reason: null };
  const isEmpty = element.end === element.contentStart;
  if (element.tag === 0x80 && isEmpty) return { status: "good", ...none };
  if (element.tag === 0x82 && isEmpty) return { status: "unknown", ...none };
  if (element.tag !== 0xa1) throw new RangeError("CertStatus is none of its choices");
  const [at, why, ...more] = childrenOf(der, element, "RevokedInfo");
  if (more.length > 0 || (why !== undefined && why.tag !== 0xa0)) throw new RangeError("RevokedInfo is malformed");
  const reason = why === undefined ? null : contentOf(der, only(der, why, TAG.enumerated));
  return { status: "revoked", revokedAt: timeOf(der, at), reason: reason === null ? null : (reason[0] ?? 0) };
}

/** Certificates that can't be read prove nothing, and are none of our business. */
function readCertificates(der: Uint8Array, explicit: DerElement): readonly ParsedCertificate[] {
  if (explicit.tag !== 0xa0) throw new RangeError("certs");
  const all = childrenOf(der, only(der, explicit, TAG.sequence), "certs");
  if (all.length > MAX_CERTIFICATES) throw new RangeError(`at most ${MAX_CERTIFICATES} certificates`);
  return all.flatMap(({ start, end }) => readable(der.slice(start, end)) ?? []);
}

function readable(der: Uint8Array): ParsedCertificate | null {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (error instanceof CertificateError) return null;
    throw error;
  }
}

/** Every critical extension: we process none. */
function binding(der: Uint8Array, explicit: DerElement | undefined): readonly string[] {
  if (explicit === undefined) return [];
  return [...collect(der, explicit)].filter(([, { critical }]) => critical).map(([name]) => name);
}

function only(der: Uint8Array, parent: DerElement, tag: number): DerElement {
  const [child, ...more] = childrenOf(der, parent, PATH);
  if (child?.tag !== tag || more.length > 0) throw new RangeError("one element inside another");
  return child;
}

function timeOf(der: Uint8Array, element: DerElement | undefined): Date {
  if (element?.tag !== TAG.generalizedTime) throw new RangeError("a GeneralizedTime");
  return readTime(der, element);
}

function oidOf(der: Uint8Array, element: DerElement | undefined): string {
  const dotted = element?.tag === TAG.oid ? readOid(contentOf(der, element)) : null;
  if (dotted === null) throw new RangeError("an object identifier");
  return dotted;
}
