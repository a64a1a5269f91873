import { type Hex, toHex } from "../bytes/hex.ts";
import { childrenOf, contentOf, type DerElement } from "../crypto/der.ts";
import { type Extensions, readExtensions } from "./extensions.ts";
import { comparableName, type DistinguishedName, readName } from "./names.ts";
import { readOid } from "./oid.ts";

/** What a TBSCertificate says (RFC 5280 §4.1.2), read. */
export type CertificateBody = Readonly<{
  /** 1 to 3. */
  version: number;
  /** Has it an issuerUniqueID or a subjectUniqueID? */
  hasUniqueIds: boolean;
  serial: Hex;
  /** The INTEGER's content as it stands there: -1 and 255 are two numbers. */
  serialOctets: Hex;
  issuer: DistinguishedName;
  subject: DistinguishedName;
  /** Where the names stand. */
  issuerElement: DerElement;
  subjectElement: DerElement;
  /** The names in a form in which those that match are alike (§7.1). */
  issuerKey: string;
  subjectKey: string;
  notBefore: Date;
  notAfter: Date;
  /** The AlgorithmIdentifier inside. */
  algorithm: DerElement;
  spki: Uint8Array<ArrayBuffer>;
  extensions: Extensions;
}>;

const PATH = "Certificate.tbsCertificate";
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
/** As the version's INTEGER has it. */
const V3 = 2;
/** issuerUniqueID, subjectUniqueID, extensions: each may be left out. */
const OPTIONAL = [0x81, 0x82, EXTENSIONS];

/** Reads a TBSCertificate. Throws DecodeError or RangeError on what is malformed. */
export function readBody(der: Uint8Array<ArrayBuffer>, tbs: DerElement): CertificateBody {
  const all = childrenOf(der, sequence(tbs, "TBSCertificate"), PATH);
  const hasVersion = all[0]?.tag === VERSION;
  const version = hasVersion ? readVersion(der, all[0]) : 1;
  const [serial, algorithm, issuer, validity, subject, spki, ...optional] = hasVersion ? all.slice(1) : all;
  if (spki === undefined || subject === undefined || validity === undefined || issuer === undefined) {
    throw new RangeError("all fields of TBSCertificate");
  }
  checkOptional(optional);
  const [issuerName, subjectName] = [readName(der, issuer), readName(der, subject)];
  return {
    version,
    hasUniqueIds: optional.some((element) => element.tag !== EXTENSIONS),
    serial: readSerial(der, serial),
    serialOctets: serial === undefined ? "" : toHex(contentOf(der, serial)),
    algorithm: sequence(algorithm, "signature"),
    issuer: issuerName,
    issuerElement: issuer,
    issuerKey: comparableName(issuerName),
    ...readValidity(der, validity),
    subject: subjectName,
    subjectElement: subject,
    subjectKey: comparableName(subjectName),
    spki: readSpki(der, spki),
    extensions: readExtensions(
      der,
      optional.find((element) => element.tag === EXTENSIONS),
    ),
  };
}

/** The dotted name of an AlgorithmIdentifier (RFC 5280 §4.1.1.2). Throws DecodeError or RangeError where it is none. */
export function readAlgorithm(der: Uint8Array, element: DerElement): string {
  const [id, _parameters, ...more] = childrenOf(der, sequence(element, "AlgorithmIdentifier"), "AlgorithmIdentifier");
  const dotted = id?.tag === OBJECT_IDENTIFIER ? readOid(contentOf(der, id)) : null;
  if (dotted === null || more.length > 0) throw new RangeError("an AlgorithmIdentifier is malformed");
  return dotted;
}

/** The bytes of an element in hex. */
export function hexOf(der: Uint8Array, element: DerElement): Hex {
  return toHex(der.subarray(element.start, element.end));
}

/** The same element, which must be a SEQUENCE. */
export function sequence(element: DerElement | undefined, name: string): DerElement {
  if (element?.tag !== SEQUENCE) throw new RangeError(`${name} is no sequence`);
  return element;
}

function readVersion(der: Uint8Array, element: DerElement | undefined): number {
  const [number, ...more] = element === undefined ? [] : childrenOf(der, element, PATH);
  const isOne = number?.tag === INTEGER && number.end - number.contentStart === 1 && more.length === 0;
  const version = isOne ? (der[number.contentStart] ?? V3 + 1) : V3 + 1;
  if (version > V3) throw new RangeError("the version is none of 1 to 3");
  return version + 1;
}

/** They stand in order, each once at most. */
function checkOptional(optional: readonly DerElement[]): void {
  const places = optional.map((element) => OPTIONAL.indexOf(element.tag));
  if (!places.every((place, i) => place > (places[i - 1] ?? -1))) {
    throw new RangeError("TBSCertificate has fields that it can't have");
  }
}

/** In hex, without the zero that keeps a number positive. */
function readSerial(der: Uint8Array, element: DerElement | undefined): Hex {
  const content = element?.tag === INTEGER ? contentOf(der, element) : new Uint8Array();
  const [first, second] = content;
  if (first === undefined) throw new RangeError("the serial number is none");
  return toHex(first === 0 && second !== undefined && second >= 0x80 ? content.subarray(1) : content);
}

function readValidity(der: Uint8Array, element: DerElement) {
  const [from, to, ...more] = childrenOf(der, sequence(element, "Validity"), PATH);
  if (from === undefined || to === undefined || more.length > 0) throw new RangeError("Validity is malformed");
  return { notBefore: readTime(der, from), notAfter: readTime(der, to) };
}

const TIMES: ReadonlyMap<number, number> = new Map([
  [0x17, "yymmddhhmmssZ".length],
  [0x18, "yyyymmddhhmmssZ".length],
]);

/** UTCTime and GeneralizedTime in the one form that certificates may have (RFC 5280 §4.1.2.5): to the second, in GMT. */
export function readTime(der: Uint8Array, element: DerElement): Date {
  const length = TIMES.get(element.tag);
  const { contentStart: start, end } = element;
  if (length !== end - start || der[end - 1] !== "Z".charCodeAt(0)) throw new RangeError("a date is none");
  const two = (at: number) => digit(der[start + at]) * 10 + digit(der[start + at + 1]);
  const short = element.tag === 0x17;
  const year = short ? two(0) + (two(0) >= 50 ? 1900 : 2000) : two(0) * 100 + two(2);
  const [month, day, hour, minute, second] = [2, 4, 6, 8, 10].map((at) => two(short ? at : at + 2));
  const date = new Date(0);
  date.setUTCFullYear(year, (month ?? 0) - 1, day);
  date.setUTCHours(hour ?? 0, minute, second);
  // The 31st of June is read as the 1st of July, and hour 24 as the next day.
  const isSame = date.getUTCMonth() + 1 === month && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!isSame || date.getUTCMinutes() !== minute || date.getUTCSeconds() !== second)
    throw new RangeError("a date is none");
  return date;
}

function digit(byte = 0): number {
  const value = byte - 0x30;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

function readSpki(der: Uint8Array<ArrayBuffer>, element: DerElement): Uint8Array<ArrayBuffer> {
  const name = "SubjectPublicKeyInfo";
  const [algorithm, key, ...more] = childrenOf(der, sequence(element, name), name);
  if (algorithm === undefined || key?.tag !== BIT_STRING || der[key.contentStart] !== 0 || more.length > 0) {
    throw new RangeError("SubjectPublicKeyInfo is malformed");
  }
  readAlgorithm(der, algorithm);
  return der.subarray(element.start, element.end);
}
