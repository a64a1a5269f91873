import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecodeError } from "../bytes/reader.ts";
import { textOf, utf8 } from "../bytes/text.ts";
import { leaves } from "../bytes/tree.ts";
import { decodeHttp, encodeHttp, type HttpMessage } from "./plain.ts";

const MESSAGES: readonly HttpMessage[] = [
  { type: "HttpRequest", host: "bob.example", target: "/.well-known/acme-challenge/token" },
  { type: "HttpResponse", status: 200, body: "token.thumbprint" },
  { type: "HttpResponse", status: 404, body: "" },
];

describe("the lines of HTTP", () => {
  it.each(MESSAGES)("come back as they were said, every byte in one field: %o", (message) => {
    const bytes = encodeHttp(message);
    const decoded = decodeHttp(bytes);
    expect(decoded.message).toEqual(message);
    const spans = leaves(decoded.tree);
    expect(spans[0]?.start).toBe(0);
    expect(spans.at(-1)?.end).toBe(bytes.length);
    for (const [i, { start }] of spans.entries()) expect(start).toBe(i === 0 ? 0 : spans[i - 1]?.end);
  });

  it("are what RFC 9112 has", () => {
    expect(textOf(encodeHttp({ type: "HttpRequest", host: "bob.example", target: "/x" }))).toBe(
      "GET /x HTTP/1.1\r\nHost: bob.example\r\n\r\n",
    );
  });

  it("throw nothing but DecodeError on what is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.string().map(utf8)), (bytes) => {
        try {
          decodeHttp(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });

  it.each(["GET / HTTP/1.1\r\n\r\n", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 500 No\r\n\r\n", "GET /"])(
    "refuse %j",
    (text) => expect(() => decodeHttp(utf8(text))).toThrow(DecodeError),
  );
});
