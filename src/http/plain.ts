import { DecodeError, Reader } from "../bytes/reader.ts";
import { textOf, utf8 } from "../bytes/text.ts";
import type { ByteTree } from "../bytes/tree.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The few lines of HTTP/1.1 (RFC 9112) with which somebody asks for one thing at an address, in the open. */
export type HttpMessage =
  | Readonly<{ type: "HttpRequest"; host: string; target: string }>
  | Readonly<{ type: "HttpResponse"; status: 200 | 404; body: string }>;

const REASONS = { 200: "OK", 404: "Not Found" } as const;
const VERSION = "HTTP/1.1";
const CRLF = "\r\n";

/** Whether a packet of that message is one of these. */
export function isHttp(message: string): boolean {
  return message === "HttpRequest" || message === "HttpResponse";
}

/** A message as bytes. `mediaType`: what is said of what an answer holds; null: nothing. */
export function encodeHttp(message: HttpMessage, mediaType: string | null = "application/octet-stream"): Bytes {
  const lines =
    message.type === "HttpRequest"
      ? [`GET ${message.target} ${VERSION}`, `Host: ${message.host}`]
      : [
          `${VERSION} ${message.status} ${REASONS[message.status]}`,
          ...(mediaType === null ? [] : [`Content-Type: ${mediaType}`]),
          `Content-Length: ${utf8(message.body).length}`,
        ];
  const body = message.type === "HttpRequest" ? "" : message.body;
  return utf8([...lines, "", body].join(CRLF));
}

/** Bytes as a message with its field tree. Throws DecodeError, and nothing else, where they are none of ours. */
export function decodeHttp(bytes: Uint8Array): Readonly<{ message: HttpMessage; tree: ByteTree }> {
  const isResponse = (textOf(bytes.slice(0, 5)) ?? "") === "HTTP/";
  const reader = new Reader(bytes, isResponse ? "HttpResponse" : "HttpRequest");
  const message = isResponse ? readResponse(reader) : readRequest(reader);
  return { message, tree: reader.finish() };
}

function readRequest(reader: Reader): HttpMessage {
  const target = reader.scope("request-line", () => {
    const method = part(reader, "method", " ");
    const wanted = part(reader, "request-target", " ");
    const version = part(reader, "HTTP-version", CRLF);
    if (method !== "GET" || version !== VERSION) throw reader.error("method", "a GET of HTTP/1.1");
    return wanted;
  });
  const host = readFields(reader).get("host");
  if (host === undefined) throw reader.error("field-line", "a Host");
  return { type: "HttpRequest", host, target };
}

function readResponse(reader: Reader): HttpMessage {
  const status = reader.scope("status-line", () => {
    part(reader, "HTTP-version", " ");
    const code = part(reader, "status-code", " ");
    part(reader, "reason-phrase", CRLF);
    if (code !== "200" && code !== "404") throw reader.error("status-code", "200 or 404");
    return code === "200" ? 200 : 404;
  });
  const size = Number(readFields(reader).get("content-length") ?? 0);
  if (!Number.isSafeInteger(size) || size < 0) throw reader.error("message-body", "a length");
  const body = size === 0 ? "" : textOf(reader.fixed(size, "message-body", (content) => textOf(content) ?? "no UTF-8"));
  if (body === null) throw reader.error("message-body", "UTF-8");
  return { type: "HttpResponse", status, body };
}

/** The lines up to the empty one, by their names in lower case. */
function readFields(reader: Reader): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  while (textOf(reader.ahead.slice(0, 2)) !== CRLF) {
    reader.scope("field-line", () => {
      const name = part(reader, "field-name", ": ");
      fields.set(name.toLowerCase(), part(reader, "field-value", CRLF));
    });
  }
  reader.fixed(2, "end-of-head");
  return fields;
}

const ENDS = { " ": "SP", ": ": "colon", [CRLF]: "CRLF" } as const;

/** What stands before a mark, and the mark. */
function part(reader: Reader, name: string, mark: keyof typeof ENDS): string {
  const text = new TextDecoder("latin1").decode(reader.ahead);
  const size = text.indexOf(mark);
  if (size < 0) throw new DecodeError(reader.pathOf(name), 0, `something that ends with ${ENDS[mark]}`);
  reader.fixed(size, name, () => text.slice(0, size));
  reader.fixed(mark.length, ENDS[mark]);
  return text.slice(0, size);
}
