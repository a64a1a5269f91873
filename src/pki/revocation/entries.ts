import type { DerElement } from "../../crypto/der.ts";
import { readTime } from "../body.ts";
import { readGeneralNames } from "../generalNames.ts";
import { comparableName } from "../names.ts";
import { DerCursor } from "./cursor.ts";

/** One revoked certificate, as its list has it (RFC 5280 §5.1.2.6, §5.3). */
export type CrlEntry = Readonly<{ revokedAt: Date /** CRLReason's number. */; reason: number }>;

/** The entries of a list: looked through once when they are read, and once for each certificate that is sought. */
export type CrlEntries = Readonly<{
  count: number;
  /** Has an entry an extension that binds and that we do not process? */
  hasUnknown: boolean;
  /** Does an entry name another issuer than the list's? */
  isIndirect: boolean;
  /** The last entry for a serial number (an INTEGER's content) of an issuer (its comparable name); null: none. */
  find(serial: Uint8Array, issuerKey: string): CrlEntry | null;
}>;

/** More entries than that, and the list is refused: it is larger than any that is in use. */
export const MAX_ENTRIES = 500_000;
/** Changes of issuer in an indirect list. */
const MAX_ISSUERS = 4096;

const PATH = "revokedCertificates";
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BOOLEAN = 0x01;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const ENUMERATED = 0x0a;
/** What id-ce's members have in common, and the last byte of those that stand in entries. */
const ID_CE = [0x55, 0x1d] as const;
const REASON_CODE = 21;
const HOLD_INSTRUCTION = 23;
const INVALIDITY_DATE = 24;
const CERTIFICATE_ISSUER = 29;

type Issuer = Readonly<{ from: number; keys: readonly string[] }>;

export const NO_ENTRIES: CrlEntries = { count: 0, hasUnknown: false, isIndirect: false, find: () => null };

/** Reads revokedCertificates. Throws DecodeError or RangeError on what is malformed or too much. */
export function readEntries(bytes: Uint8Array, list: DerElement, listIssuerKey: string): CrlEntries {
  const entry = new DerCursor(bytes, PATH);
  const part = new DerCursor(bytes, PATH);
  const issuers: Issuer[] = [{ from: list.contentStart, keys: [listIssuerKey] }];
  let count = 0;
  let hasUnknown = false;
  for (let at = list.contentStart; at < list.end; at = entry.end) {
    if (++count > MAX_ENTRIES) throw new RangeError(`at most ${MAX_ENTRIES} entries`);
    entry.expect(SEQUENCE, at, list.end);
    part.expect(INTEGER, entry.contentStart, entry.end);
    if (part.end === part.contentStart) throw new RangeError("a serial number is none");
    part.read(part.end, entry.end);
    checkTime(bytes, part);
    if (part.end === entry.end) continue;
    part.expect(SEQUENCE, part.end, entry.end);
    if (part.end !== entry.end) throw new RangeError("an entry has too many parts");
    const extensions = new EntryExtensions(bytes, part.contentStart, part.end);
    hasUnknown ||= extensions.hasUnknown;
    if (extensions.issuer === null) continue;
    if (issuers.length > MAX_ISSUERS) throw new RangeError(`at most ${MAX_ISSUERS} changes of issuer`);
    issuers.push({ from: at, keys: issuerKeys(extensions.issuer) });
  }
  const find = (serial: Uint8Array, issuerKey: string) => search(bytes, list, issuers, serial, issuerKey);
  return { count, hasUnknown, isIndirect: issuers.length > 1, find };
}

function search(
  bytes: Uint8Array,
  list: DerElement,
  issuers: readonly Issuer[],
  serial: Uint8Array,
  issuerKey: string,
): CrlEntry | null {
  const entry = new DerCursor(bytes, PATH);
  const part = new DerCursor(bytes, PATH);
  let found: CrlEntry | null = null;
  let next = 0;
  let isOurs = false;
  for (let at = list.contentStart; at < list.end; at = entry.end) {
    entry.read(at, list.end);
    while ((issuers[next]?.from ?? Number.POSITIVE_INFINITY) <= at) {
      isOurs = issuers[next]?.keys.includes(issuerKey) ?? false;
      next++;
    }
    if (isOurs && part.read(entry.contentStart, entry.end).holds(serial)) found = readEntry(bytes, part, entry);
  }
  return found;
}

/** `part` stands at the serial number. */
function readEntry(bytes: Uint8Array, part: DerCursor, entry: DerCursor): CrlEntry {
  const revokedAt = readTime(bytes, part.read(part.end, entry.end));
  if (part.end === entry.end) return { revokedAt, reason: 0 };
  part.read(part.end, entry.end);
  return { revokedAt, reason: new EntryExtensions(bytes, part.contentStart, part.end).reason };
}

/** The lengths of months; February's is asked of the year. */
const MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Is it a time as `readTime` reads them? Making a Date for each entry would take most of the time. */
function checkTime(bytes: Uint8Array, part: DerCursor): void {
  const size = part.tag === 0x17 ? 13 : part.tag === 0x18 ? 15 : 0;
  if (part.end - part.contentStart !== size || bytes[part.end - 1] !== 0x5a) throw new RangeError("a date is none");
  const at = part.end - 11;
  const [month, day] = [twoDigits(bytes, at), twoDigits(bytes, at + 2)];
  const year = twoDigits(bytes, at - 2) + (size === 15 ? twoDigits(bytes, at - 4) * 100 : 0);
  // Of the years that UTCTime can say, 1950 to 2049, every fourth is a leap year.
  const isLeap = year % 4 === 0 && (size === 13 || year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeap ? 28 : (MONTHS[month - 1] ?? 0);
  const isTime = twoDigits(bytes, at + 4) < 24 && twoDigits(bytes, at + 6) < 60 && twoDigits(bytes, at + 8) < 60;
  if (day < 1 || day > days || !isTime) throw new RangeError("a date is none");
}

/** NaN, which compares with nothing, where they are no digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [(bytes[at] ?? 0) - 0x30, (bytes[at + 1] ?? 0) - 0x30];
  const areDigits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
  return areDigits ? tens * 10 + ones : Number.NaN;
}

/** What an entry's extensions say. One that stands there twice is an error (RFC 5280 §4.2). */
class EntryExtensions {
  reason = 0;
  issuer: Uint8Array | null = null;
  hasUnknown = false;
  private seen = 0;

  constructor(
    private readonly bytes: Uint8Array,
    start: number,
    end: number,
  ) {
    const extension = new DerCursor(bytes, PATH);
    const part = new DerCursor(bytes, PATH);
    if (start === end) throw new RangeError("crlEntryExtensions is empty");
    for (let at = start; at < end; at = extension.end) {
      extension.expect(SEQUENCE, at, end);
      part.expect(OBJECT_IDENTIFIER, extension.contentStart, extension.end);
      const id = this.idOf(part);
      part.read(part.end, extension.end);
      const critical = part.tag === BOOLEAN && part.end === part.contentStart + 1 && bytes[part.contentStart] !== 0;
      if (part.tag === BOOLEAN) part.read(part.end, extension.end);
      if (part.tag !== OCTET_STRING || part.end !== extension.end) throw new RangeError("an extension is malformed");
      this.note(id, critical, bytes.subarray(part.contentStart, part.end));
    }
  }

  private note(id: number | null, critical: boolean, value: Uint8Array): void {
    if (id !== null && id < 32) {
      if ((this.seen & (1 << id)) !== 0) throw new RangeError("an extension of an entry stands there twice");
      this.seen |= 1 << id;
    }
    if (id === REASON_CODE) this.reason = readReason(value);
    else if (id === CERTIFICATE_ISSUER) this.issuer = value;
    else if (critical && id !== INVALIDITY_DATE && id !== HOLD_INSTRUCTION) this.hasUnknown = true;
  }

  /** The last number of an identifier of id-ce; null for others. */
  private idOf(part: DerCursor): number | null {
    const at = part.contentStart;
    const isOfIdCe = part.end - at === 3 && this.bytes[at] === ID_CE[0] && this.bytes[at + 1] === ID_CE[1];
    return isOfIdCe ? (this.bytes[at + 2] ?? null) : null;
  }
}

/** CRLReason (§5.3.1): 0 to 10 without 7. */
function readReason(value: Uint8Array): number {
  const [tag, size, reason = 7, ...more] = value;
  if (tag !== ENUMERATED || size !== 1 || more.length > 0 || reason > 10 || reason === 7) {
    throw new RangeError("reasonCode is none");
  }
  return reason;
}

function issuerKeys(value: Uint8Array): readonly string[] {
  return readGeneralNames(value, "CertificateIssuer").flatMap((name) =>
    name.type === "directory" ? [comparableName(name.name)] : [],
  );
}
