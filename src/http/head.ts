import { textOf } from "../bytes/text.ts";

/** As much of HTTP/1.0 and 1.1 (RFC 9110, RFC 9112) as Alice and Bob speak. Pure: bytes to values, or a refusal. */

export const MAX_HEAD = 16 * 1024;

export type Headers = ReadonlyMap<string, string>;

export type RequestHead = Readonly<{
  method: string;
  /** As it stands in the request line: an origin-form, `/path?query`. */
  target: string;
  version: "HTTP/1.0" | "HTTP/1.1";
  /** Names in lower case; several of one name are joined by commas. */
  headers: Headers;
}>;

export type ResponseHead = Readonly<{ status: number; reason: string; headers: Headers }>;

/** Not a message that we take: the status that says so, and why. */
export type Refusal = Readonly<{ status: 400 | 411 | 413 | 414 | 431 | 501 | 505; why: string }>;

/** What the first bytes of a stream hold: nothing whole yet, a head of `size` bytes with its empty line, or no HTTP. */
export type Read<T> =
  | Readonly<{ kind: "more" }>
  | Readonly<{ kind: "head"; head: T; size: number }>
  | Readonly<{ kind: "refused"; refusal: Refusal }>;

const LINE_FEED = 10;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const FIELD = /^[\t\x20-\x7e\x80-\uffff]*$/;
const TARGET = /^[\x21-\x7e]+$/;

/** Reads a request's head (RFC 9112 §3, §5) of at most 16 KiB. Empty lines before it are passed over (§2.2). */
export function readRequest(bytes: Uint8Array): Read<RequestHead> {
  const found = linesOf(bytes);
  if (found.kind !== "head") return found;
  const [first = "", ...fields] = found.head;
  const [method = "", target = "", version = "", ...more] = first.split(" ");
  if (!TOKEN.test(method) || !TARGET.test(target) || more.length > 0 || !/^HTTP\/\d\.\d$/.test(version)) {
    return refused(400, "the first line is no request line");
  }
  if (version !== "HTTP/1.0" && version !== "HTTP/1.1")
    return refused(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
  if (!target.startsWith("/")) return refused(400, "the request target is no path");
  const headers = readFields(fields);
  if (headers === null) return refused(400, "a header field is malformed");
  const hosts = fields.filter((field) => /^host:/i.test(field)).length;
  if (hosts > 1 || (version === "HTTP/1.1" && hosts === 0)) return refused(400, "one Host field is wanted");
  return { kind: "head", head: { method, target, version, headers }, size: found.size };
}

/** Reads a response's head (RFC 9112 §4, §5) of at most 16 KiB. */
export function readResponse(bytes: Uint8Array): Read<ResponseHead> {
  const found = linesOf(bytes);
  if (found.kind !== "head") return found;
  const [first = "", ...fields] = found.head;
  const [, status, reason = ""] = /^HTTP\/1\.[01] ([1-9]\d\d)(?: (.*))?$/.exec(first) ?? [];
  const headers = readFields(fields);
  if (status === undefined || headers === null) return refused(400, "the answer is not HTTP/1.x");
  return { kind: "head", head: { status: Number(status), reason, headers }, size: found.size };
}

/** Content-Length as a number (RFC 9110 §8.6); null: there is none; "bad": what stands there is no length. */
export function contentLength(headers: Headers): number | "bad" | null {
  const text = headers.get("content-length");
  if (text === undefined) return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : "bad";
}

/** Does the connection stay open after this message (RFC 9112 §9.3)? */
export function keepsAlive(version: RequestHead["version"], headers: Headers): boolean {
  const wishes = (headers.get("connection") ?? "").toLowerCase().split(",");
  const wants = (what: string) => wishes.some((wish) => wish.trim() === what);
  return version === "HTTP/1.1" ? !wants("close") : wants("keep-alive");
}

/** The lines before the first empty one, without their ends; a lone line feed ends a line too (RFC 9112 §2.2). */
function linesOf(bytes: Uint8Array): Read<readonly string[]> {
  const lines: string[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0 && end < MAX_HEAD; end = bytes.indexOf(LINE_FEED, start)) {
    const text = textOf(bytes.subarray(start, end));
    if (text === null) return refused(400, "the head is no text");
    const line = text.replace(/\r$/, "");
    start = end + 1;
    if (line !== "") lines.push(line);
    else if (lines.length > 0) return { kind: "head", head: lines, size: start };
  }
  return bytes.length >= MAX_HEAD ? refused(431, `the head is longer than ${MAX_HEAD} bytes`) : { kind: "more" };
}

function readFields(lines: readonly string[]): Headers | null {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!TOKEN.test(name) || !FIELD.test(value)) return null;
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

function refused(status: Refusal["status"], why: string): Read<never> {
  return { kind: "refused", refusal: { status, why } };
}
