import { t } from "../../../language/t.ts";
import { byteText, decoded, digitsFrom, fromLooseBase64 } from "./base64.ts";
import { type Block, findBlocks, isSecretLabel } from "./blocks.ts";
import { MAX_EFFORT, MAX_FILE_BYTES, MAX_ITEMS, MAX_REMARKS, MAX_WRAPPINGS } from "./limits.ts";
import { type Sniffed, sniffDer } from "./sniff.ts";
import type { Item, Reading, Remark } from "./types.ts";
import { binaryWords, brokenBlock, nothingWords, otherWords, SECRET, TAKEN_OUT } from "./words.ts";

/** A part of the text that is to be left out of it, and what shall stand there. */
type Cut = Readonly<{ start: number; end: number; instead: string }>;

/** What is being found. */
type Finds = {
  items: Item[];
  remarks: Remark[];
  cuts: Cut[];
  tooMany: boolean;
  /** Digits that were read in vain: they have a bound. */
  effort: number;
};

/**
 * Everything in a text that can be judged, and the text without its private keys: PEM blocks wherever they stand
 * (RFC 7468), base64 of PEM as Kubernetes keeps it, and bare base64 of DER. Total, and bounded in time and findings.
 */
export function readText(text: string): Reading {
  const over = text.length > MAX_FILE_BYTES;
  if (over) return { items: [], kept: "", remarks: [tooLarge("text")] };
  return readWithin(text, 0);
}

/** The same for a file: PEM in any text, or DER, one element after the other. */
export function readBytes(bytes: Uint8Array): Reading {
  if (bytes.length > MAX_FILE_BYTES) return { items: [], kept: "", remarks: [tooLarge("file")] };
  const found = noFinds();
  readDer(bytes, found);
  if (found.items.length > 0 || found.remarks.length > 0) return reading(found, "");
  const text = textIn(bytes);
  const read = readWithin(text.text, 0);
  const nothing = read.items.length === 0 && !read.remarks.some((remark) => remark.kind === "secret");
  return !text.sure && nothing ? { ...read, remarks: [binaryWords(bytes)] } : read;
}

function readWithin(text: string, wrappings: number): Reading {
  const found = noFinds();
  const blocks = findBlocks(text);
  for (const block of blocks) readBlock(block, found);
  let at = 0;
  for (const gap of [...blocks, { start: text.length, end: text.length }]) {
    readGap(text, at, gap.start, wrappings, found);
    at = gap.end;
  }
  cutOtherSecrets(text, found);
  const seen = found.items.length + found.remarks.length;
  if (seen === 0 && text.trim() !== "" && wrappings === 0) found.remarks.push(nothingWords(text));
  return reading(found, text);
}

function readBlock({ start, end, label, body }: Block, found: Finds): void {
  if (isSecretLabel(label)) {
    found.remarks.push(SECRET);
    found.cuts.push({ start, end, instead: TAKEN_OUT });
    return;
  }
  if (/PARAMETERS|SESSION/.test(label)) return;
  if (body === null) return void found.remarks.push(brokenBlock(label, "cut"));
  const der = fromLooseBase64(body);
  if (der === null) return void found.remarks.push(brokenBlock(label, "base64"));
  const sniffed = sniffDer(der);
  if (sniffed === null) return void found.remarks.push(brokenBlock(label, "der"));
  // OpenSSL's TRUSTED CERTIFICATE has more after the certificate.
  if (add(der.slice(0, sniffed.end), sniffed, found)) found.cuts.push({ start, end, instead: TAKEN_OUT });
}

/** `-----BEGIN ` in base64, or the first bytes of a DER SEQUENCE, with enough after it to be one. */
const ENCODED = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{20}|M[A-P][A-Za-z0-9+/]{38}/g;

/** Text between blocks may hold base64: of PEM, or of DER. */
function readGap(text: string, from: number, to: number, wrappings: number, found: Finds): void {
  ENCODED.lastIndex = 0;
  const gap = text.slice(from, to);
  let passed = 0;
  for (const match of gap.matchAll(ENCODED)) {
    if (match.index < passed) continue;
    const read = match[0].startsWith("LS0t") ? readWrapped : readBare;
    const end = read(gap, match.index, wrappings, found, from);
    passed = end ?? match.index + match[0].length;
  }
}

function readWrapped(text: string, start: number, wrappings: number, found: Finds, offset: number): number | null {
  if (wrappings >= MAX_WRAPPINGS) return null;
  const { digits, end } = digitsFrom(text, start, text.length);
  const bare = digits.replace(/=.*$/s, "");
  const bytes = decoded(bare.slice(0, bare.length - (bare.length % 4 === 1 ? 1 : 0)));
  if (bytes === null) return null;
  const inner = readWithin(byteText(bytes), wrappings + 1);
  found.items.push(...inner.items);
  found.remarks.push(...inner.remarks);
  if (inner.remarks.includes(SECRET)) {
    const instead = inner.items.length > 0 ? btoa(inner.kept) : TAKEN_OUT;
    found.cuts.push({ start: start + offset, end: end + offset, instead });
  }
  return end;
}

function readBare(text: string, start: number, _wrappings: number, found: Finds, offset: number): number | null {
  const head = decoded(digitsFrom(text, start, 8).digits);
  const size = head === null ? null : derSize(head);
  if (size === null || size > MAX_FILE_BYTES || found.effort > MAX_EFFORT) return null;
  const { digits, end } = digitsFrom(text, start, Math.ceil(size / 3) * 4);
  const der = decoded(digits);
  const sniffed = der === null ? null : sniffDer(der);
  if (der === null || sniffed === null || sniffed.kind === "unknown") {
    found.effort += digits.length;
    return null;
  }
  if (add(der.slice(0, sniffed.end), sniffed, found))
    found.cuts.push({ start: start + offset, end: end + offset, instead: TAKEN_OUT });
  return end;
}

/** How many bytes the element has that begins so; null where that is no length. */
function derSize(head: Uint8Array): number | null {
  const [, length = 0] = head;
  if (length < 0x80) return length + 2;
  const octets = length & 0x7f;
  if (octets < 1 || octets > 3) return null;
  return head.subarray(2, 2 + octets).reduce((size, byte) => size * 256 + byte, 0) + 2 + octets;
}

function readDer(bytes: Uint8Array, found: Finds): void {
  for (let at = 0; at < bytes.length; ) {
    const sniffed = sniffDer(bytes, at);
    if (sniffed === null || (sniffed.kind === "unknown" && at === 0 && sniffed.end < bytes.length)) return;
    add(bytes.slice(at, sniffed.end), sniffed, found);
    at = sniffed.end;
  }
}

/** Keeps what can be judged and says what can't. True: it is a private key, to be taken out. */
function add(der: Uint8Array, { kind }: Sniffed, found: Finds): boolean {
  if (kind === "private-key") found.remarks.push(SECRET);
  else if (kind !== "certificate" && kind !== "crl" && kind !== "ocsp") found.remarks.push(otherWords(kind));
  else if (found.items.length < MAX_ITEMS) found.items.push({ kind, der: new Uint8Array(der) });
  else found.tooMany = true;
  return kind === "private-key";
}

/** Secret keys in forms of their own: JSON Web Keys (RFC 7517 §4, RFC 7518 §6) and PuTTY's files. */
function cutOtherSecrets(text: string, found: Finds): void {
  const before = found.cuts.length;
  if (/"kty"\s*:/.test(text)) {
    for (const match of text.matchAll(/"(?:d|p|q|dp|dq|qi|k)"\s*:\s*"[A-Za-z0-9_-]{16,}"/g)) {
      found.cuts.push({
        start: match.index,
        end: match.index + match[0].length,
        instead: t`"taken out": "${TAKEN_OUT}"`,
      });
    }
  }
  const putty = text.search(/PuTTY-User-Key-File-|---- BEGIN SSH2 [A-Z ]{0,20}PRIVATE KEY ----/);
  if (putty >= 0) found.cuts.push({ start: putty, end: text.length, instead: TAKEN_OUT });
  if (found.cuts.length > before) found.remarks.push(SECRET);
}

function noFinds(): Finds {
  return { items: [], remarks: [], cuts: [], tooMany: false, effort: 0 };
}

/** What was found, each thing once. */
function reading({ items, remarks, cuts, tooMany }: Finds, text: string): Reading {
  const said = [...new Map(remarks.map((remark) => [remark.sentence, remark])).values()];
  const most = said.slice(0, MAX_REMARKS);
  if (said.length > MAX_REMARKS)
    most.push({ kind: "refused", sentence: t`And ${said.length - MAX_REMARKS} more things could not be read.` });
  if (tooMany || items.length > MAX_ITEMS)
    most.push({
      kind: "refused",
      sentence: t`There is more in it than ${MAX_ITEMS} certificates: the rest was left out.`,
    });
  return { items: items.slice(0, MAX_ITEMS), remarks: most, kept: without(text, cuts) };
}

function without(text: string, cuts: readonly Cut[]): string {
  let kept = "";
  let at = 0;
  for (const cut of [...cuts].sort((a, b) => a.start - b.start)) {
    if (cut.start >= at) kept += text.slice(at, cut.start) + cut.instead;
    at = Math.max(at, cut.end);
  }
  return kept + text.slice(at);
}

/** A file's text, and whether it is sure to be one. UTF-16 is what Windows writes when asked for text. */
function textIn(bytes: Uint8Array): Readonly<{ text: string; sure: boolean }> {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), sure: true };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes), sure: true };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, sure: bytes.length > 0 && !text.includes("\u0000") };
  } catch {
    return { text: byteText(bytes), sure: false };
  }
}

function tooLarge(what: "text" | "file"): Remark {
  const limit = "1 MiB";
  return { kind: "refused", sentence: t`This ${what} is larger than ${limit}. Nothing that large is read here.` };
}
