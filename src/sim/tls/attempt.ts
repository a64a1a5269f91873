import { toHex } from "../../bytes/hex.ts";
import { concat, textOf } from "../../bytes/text.ts";
import { CONTENT_TYPES } from "../../tls/codepoints.ts";
import { HEADER_SIZE } from "../../tls/record/sizes.ts";
import type { Attempt } from "../attempts.ts";
import type { RecordSpan } from "../recording.ts";
import type { RecordOpener } from "../vault.ts";
import type { RecordEvent } from "./pieces.ts";

const REFUSED = "the tag does not fit";

/**
 * Really tries one traffic secret's key on every protected record of a packet, each at its place in the count of
 * records, which whoever watches the wire can count along.
 */
export async function tryRecords(
  bytes: Uint8Array,
  records: readonly RecordSpan[],
  opener: RecordOpener,
): Promise<Attempt> {
  const opened = await Promise.all(records.map((record) => tryOne(bytes, record, opener)));
  return attemptOf(opened, opener.algorithm);
}

/** What came out of the records, as an attempt: null for those that did not open. */
export function attemptOf(opened: readonly (Uint8Array | null)[], algorithm: string): Attempt {
  const method = `${algorithm} open`;
  const found = opened.filter((inner) => inner !== null);
  const [plaintext = null] = found;
  if (plaintext === null) return { method, plaintext, text: null, error: REFUSED };
  const texts = found.flatMap((inner) => textIn(inner) ?? []);
  const text = texts.length === 0 ? null : texts.join("");
  const inside = opened.map((inner) => (inner === null ? null : toHex(inner)));
  return { method, plaintext, text, error: null, inside };
}

async function tryOne(bytes: Uint8Array, record: RecordSpan, opener: RecordOpener): Promise<Uint8Array | null> {
  if (record.key === null) return null;
  const header = bytes.slice(record.start, record.start + HEADER_SIZE);
  return opener.open(record.sequence, header, bytes.slice(record.start + HEADER_SIZE, record.end));
}

/** The text of a TLSInnerPlaintext that holds application data (RFC 8446 §5.2); null for any other. */
export function textIn(inner: Uint8Array): string | null {
  const end = contentEnd(inner);
  return inner[end] === CONTENT_TYPES.application_data ? textOf(inner.subarray(0, end)) : null;
}

/** Where the content of a TLSInnerPlaintext ends: at its type, the last byte that is not zero. */
export function contentEnd(inner: Uint8Array): number {
  let end = inner.length - 1;
  while (end > 0 && inner[end] === 0) end--;
  return Math.max(end, 0);
}

/** TLSInnerPlaintext (RFC 8446 §5.2) of a record that was opened. */
export function innerOf({ contentType, content, padding }: RecordEvent): Uint8Array {
  return concat(content, Uint8Array.of(CONTENT_TYPES[contentType]), new Uint8Array(padding));
}
