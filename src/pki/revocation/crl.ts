import { type Hex, toHex } from "../../bytes/hex.ts";
import { DecodeError } from "../../bytes/reader.ts";
import { childrenOf, contentOf, type DerElement, readElement, readWhole } from "../../crypto/der.ts";
import { hexOf, readTime, sequence } from "../body.ts";
import { collect, type Extension } from "../extensions.ts";
import { readAuthorityKeyId } from "../extensionValues.ts";
import { comparableName, readName } from "../names.ts";
import { readSigningMethod, type SigningMethod } from "../signatureMethod.ts";
import { brief } from "../visible.ts";
import { type CrlEntries, NO_ENTRIES, readEntries } from "./entries.ts";
import { readScope, type Scope } from "./points.ts";

/** Why bytes are no list of revoked certificates that we can judge by. */
export class CrlError extends Error {
  constructor(readonly wanted: string) {
    super(`CRL: ${wanted}`);
    this.name = "CrlError";
  }
}

/** What a CertificateList says (RFC 5280 §5.1), read once. */
export type ParsedCrl = Readonly<{
  der: Uint8Array<ArrayBuffer>;
  version: 1 | 2;
  /** How to call who signed it. */
  label: string;
  /** Their name in a form in which those that match are alike. */
  issuerKey: string;
  thisUpdate: Date;
  /** null: none is said, so that nobody knows when the list is too old. */
  nextUpdate: Date | null;
  entries: CrlEntries;
  /** cRLNumber, as many bytes as it has; null: none. */
  number: Hex | null;
  /** deltaCRLIndicator's base: the list says only what has changed since that number; null: it is whole. */
  deltaBase: Hex | null;
  authorityKeyId: Hex | null;
  /** issuingDistributionPoint; null: it speaks of everything that its issuer issued. */
  scope: Scope | null;
  /** Extensions, of the list or an entry, that bind and that we do not process: the list must not be used (§5.2). */
  unprocessed: readonly string[];
  signing: SigningMethod;
  /** TBSCertList's DER, and the signature over it. */
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}>;

/** Larger lists are refused unread. */
export const MAX_CRL_BYTES = 8 * 1024 * 1024;

/** cRLNumber is not among them: it MUST NOT be critical (§5.2.3). */
const PROCESSED = new Set(["issuingDistributionPoint", "deltaCRLIndicator", "authorityKeyIdentifier"]);
const NONE: ReadonlyMap<string, Extension> = new Map();
const NUMBER_BYTES = 20;
const PATH = "CertificateList";
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;
const TIMES = [0x17, 0x18];
const EXTENSIONS = 0xa0;

/**
 * Reads a list of revoked certificates (RFC 5280 §5.1), versions 1 and 2, at most 8 MiB. Throws CrlError, and nothing
 * else, on garbage.
 */
export function parseCrl(der: Uint8Array): ParsedCrl {
  try {
    return parse(new Uint8Array(der));
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) throw new CrlError(brief(error.message));
    throw error;
  }
}

function parse(der: Uint8Array<ArrayBuffer>): ParsedCrl {
  if (der.length > MAX_CRL_BYTES) throw new RangeError(`at most ${MAX_CRL_BYTES} bytes`);
  const whole = readElement(der, 0, der.length, PATH);
  if (whole.end !== der.length) throw new RangeError("nothing after the list");
  const [tbs, algorithm, signature, ...more] = childrenOf(der, sequence(whole, PATH), PATH);
  if (tbs === undefined || algorithm === undefined || signature === undefined || more.length > 0) {
    throw new RangeError("tbsCertList, signatureAlgorithm and signatureValue");
  }
  if (signature.tag !== BIT_STRING || contentOf(der, signature)[0] !== 0) {
    throw new RangeError("a signature of whole bytes");
  }
  const { algorithm: inside, ...body } = readBody(der, tbs);
  if (hexOf(der, algorithm) !== inside) throw new RangeError("one signature algorithm, inside and out (§5.1.1.2)");
  return {
    der,
    ...body,
    signing: readSigningMethod(der, algorithm),
    signed: der.subarray(tbs.start, tbs.end),
    signature: contentOf(der, signature).slice(1),
  };
}

function readBody(der: Uint8Array, tbs: DerElement) {
  const all = [...childrenOf(der, sequence(tbs, "TBSCertList"), PATH)];
  const version = all[0]?.tag === INTEGER ? readVersion(der, all.shift()) : 1;
  const [algorithm, issuer, thisUpdate] = all.splice(0, 3);
  if (algorithm === undefined || issuer === undefined || thisUpdate === undefined) {
    throw new RangeError("all fields of TBSCertList");
  }
  const next = TIMES.includes(all[0]?.tag ?? 0) ? all.shift() : undefined;
  const list = all[0]?.tag === SEQUENCE ? all.shift() : undefined;
  const extensions = all[0]?.tag === EXTENSIONS ? all.shift() : undefined;
  if (all.length > 0) throw new RangeError("TBSCertList has fields that it can't have");
  if (extensions !== undefined && version === 1) throw new RangeError("version 1 has no extensions (§5.1.2.1)");
  const name = readName(der, issuer);
  const issuerKey = comparableName(name);
  const entries = list === undefined ? NO_ENTRIES : readEntries(der, list, issuerKey);
  return {
    version,
    algorithm: hexOf(der, sequence(algorithm, "signature")),
    label: brief(name.commonName ?? name.text),
    issuerKey,
    thisUpdate: readTime(der, thisUpdate),
    nextUpdate: next === undefined ? null : readTime(der, next),
    entries,
    ...readExtensions(extensions === undefined ? NONE : collect(der, extensions), entries),
  } as const;
}

function readVersion(der: Uint8Array, element: DerElement | undefined): 2 {
  const [version, ...more] = element === undefined ? [] : contentOf(der, element);
  if (version !== 1 || more.length > 0) throw new RangeError("version 2, or none");
  return 2;
}

function readExtensions(all: ReadonlyMap<string, Extension>, entries: CrlEntries) {
  const read = <T>(name: string, reader: (value: Uint8Array) => T): T | null => {
    const extension = all.get(name);
    return extension === undefined ? null : reader(extension.value);
  };
  const unknown = [...all].filter(([name, { critical }]) => critical && !PROCESSED.has(name)).map(([name]) => name);
  const scope = read("issuingDistributionPoint", readScope);
  // Only an indirect list may name other issuers: elsewhere a name of an issuer is something that we can't make sense of.
  const isOdd = entries.isIndirect && scope?.isIndirect !== true;
  return {
    number: read("cRLNumber", readNumber),
    deltaBase: read("deltaCRLIndicator", readNumber),
    authorityKeyId: read("authorityKeyIdentifier", readAuthorityKeyId),
    scope,
    unprocessed: [
      ...unknown,
      ...(entries.hasUnknown ? ["an extension of an entry"] : []),
      ...(isOdd ? ["certificateIssuer in a list that is not indirect"] : []),
    ],
  };
}

/** A number that is not negative, at most 20 bytes (§5.2.3), without leading zeros. */
function readNumber(value: Uint8Array): Hex {
  const whole = readWhole(value, "cRLNumber");
  const content = contentOf(value, whole);
  const [first, second] = content;
  if (whole.tag !== INTEGER || first === undefined || first >= 0x80 || content.length > NUMBER_BYTES) {
    throw new RangeError("a number of a list is none");
  }
  return toHex(first === 0 && second !== undefined ? content.subarray(1) : content);
}

/** Compares two numbers of lists: below 0 where the first is lower. */
export function compareNumbers(a: Hex, b: Hex): number {
  if (a.length !== b.length) return a.length - b.length;
  return a === b ? 0 : a < b ? -1 : 1;
}
