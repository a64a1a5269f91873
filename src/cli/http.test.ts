import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../bytes/text.ts";
import { contentLength, keepsAlive, MAX_HEAD, readRequest, readResponse } from "../http/head.ts";
import type { Chunk } from "./channel.ts";
import { ChunkedBody } from "./chunked.ts";
import { Stream } from "./stream.ts";

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,11}$/);
const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
const target = fc.stringMatching(/^\/[!-~]{0,40}$/);

const good = fc.record({
  method: token,
  target,
  version: fc.constantFrom("HTTP/1.0" as const, "HTTP/1.1" as const),
  fields: fc.array(fc.tuple(token, value), { maxLength: 6 }),
  end: fc.constantFrom("\r\n", "\n"),
});

function encode({ method, target, version, fields, end }: typeof good extends fc.Arbitrary<infer T> ? T : never) {
  const own = fields.filter(([name]) => name.toLowerCase() !== "host");
  const lines = [`${method} ${target} ${version}`, "Host: localhost", ...own.map(([name, text]) => `${name}: ${text}`)];
  return { bytes: utf8(`${lines.join(end)}${end}${end}`), own };
}

describe("a request's head", () => {
  test("is read as it was written, and only when it is whole", () => {
    fc.assert(
      fc.property(good, fc.uint8Array({ maxLength: 50 }), fc.nat(), (request, body, cut) => {
        const { bytes, own } = encode(request);
        const found = readRequest(concat(bytes, body));
        if (found.kind !== "head") throw new Error(JSON.stringify(found));
        const { method, target, version, headers } = found.head;
        expect({ method, target, version }).toEqual({
          method: request.method,
          target: request.target,
          version: request.version,
        });
        for (const [name, text] of own)
          expect(headers.get(name.toLowerCase())?.split(", ")).toContain(text.split(", ")[0]);
        expect(found.size).toBe(bytes.length);
        expect(readRequest(bytes.subarray(0, cut % bytes.length)).kind).toBe("more");
      }),
    );
  });

  test("never throws, and is never waited for beyond its limit", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string().map(utf8)), (bytes) => {
        const padded = concat(bytes, new Uint8Array(MAX_HEAD).fill(120));
        expect(["head", "refused"]).toContain(readRequest(padded).kind);
        readRequest(bytes);
        readResponse(bytes);
      }),
    );
  });

  test.each([
    ["GET / HTTP/1.1\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400],
    ["GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400],
    ["GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400],
    ["GET http://x/ HTTP/1.1\r\nHost: a\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n", 400],
    ["GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505],
    [`GET /${"x".repeat(MAX_HEAD)}`, 431],
  ])("is refused: %j", (text, status) => {
    expect(readRequest(utf8(text))).toMatchObject({ kind: "refused", refusal: { status } });
  });

  test("may have empty lines before it, and no Host in HTTP/1.0", () => {
    expect(readRequest(utf8("\r\n\r\nGET / HTTP/1.0\r\n\r\n"))).toMatchObject({ kind: "head", size: 22 });
  });
});

describe("fields", () => {
  test.each([
    ["12", 12],
    ["0", 0],
    ["-1", "bad"],
    ["1, 1", "bad"],
    ["0x10", "bad"],
    ["", "bad"],
    ["9".repeat(16), "bad"],
  ])("Content-Length: %s is %s", (text, wanted) => {
    expect(contentLength(new Map([["content-length", text]]))).toBe(wanted);
  });

  test.each([
    ["HTTP/1.1", "", true],
    ["HTTP/1.1", "close", false],
    ["HTTP/1.1", "Foo, Close", false],
    ["HTTP/1.0", "", false],
    ["HTTP/1.0", "Keep-Alive", true],
  ] as const)("%s with Connection: %s stays open: %s", (version, text, wanted) => {
    expect(keepsAlive(version, new Map([["connection", text]]))).toBe(wanted);
  });
});

describe("an answer's head", () => {
  test.each([
    ["HTTP/1.0 200 ok\r\nContent-type: text/html\r\n\r\n", { status: 200, reason: "ok" }],
    ["HTTP/1.1 204\r\n\r\n", { status: 204, reason: "" }],
  ])("is read: %j", (text, head) => {
    expect(readResponse(utf8(text))).toMatchObject({ kind: "head", head });
  });

  test.each(["SSH-2.0-x\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 99 x\r\n\r\n", "\u0000\n\n"])(
    "is refused: %j",
    (text) => {
      expect(readResponse(utf8(text)).kind).toBe("refused");
    },
  );
});

describe("chunked coding", () => {
  const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 6 });
  const chunk = (data: Uint8Array) => concat(utf8(`${data.length.toString(16)};x=y\r\n`), data, utf8("\r\n"));

  test("is taken off, whatever pieces it comes in", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 40 }), (body, step) => {
        const bytes = concat(...body.map(chunk), utf8("0\r\nTrailer: t\r\n\r\n"));
        const decoder = new ChunkedBody();
        const found: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += step) {
          expect(decoder.done).toBe(false);
          found.push(...(decoder.push(bytes.subarray(at, at + step)) ?? []));
        }
        expect(decoder.done).toBe(true);
        expect(concat(...found)).toEqual(concat(...body));
      }),
    );
  });

  test.each(["x\r\n", "-1\r\n", "\r\n", "1\r\nab\r\n", "fffffffffffffff\r\n", "1".repeat(2000)])(
    "is refused: %j",
    (text) => {
      expect(new ChunkedBody().push(utf8(text))).toBeNull();
    },
  );

  test("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void new ChunkedBody().push(bytes)));
  });
});

describe("a stream", () => {
  const from = (...chunks: readonly (readonly [string, boolean])[]) => {
    const left: Chunk[] = chunks.map(([text, early]) => ({ data: utf8(text), early }));
    return new Stream({ read: async () => left.shift() ?? null });
  };
  const HEAD = "GET / HTTP/1.0\r\n\r\n";

  test("gives heads and bodies in order, however the pieces fall", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }), async (cuts) => {
        let text = `${HEAD}body of it${HEAD}${HEAD}`;
        const pieces: [string, boolean][] = [];
        for (let i = 0; text !== ""; i++) {
          const cut = cuts[i % cuts.length] ?? 1;
          pieces.push([text.slice(0, cut), false]);
          text = text.slice(cut);
        }
        const stream = from(...pieces);
        expect(await stream.head(readRequest)).toMatchObject({ kind: "head" });
        let body = "";
        while (body.length < 10) body += new TextDecoder().decode((await stream.next(10 - body.length)) ?? utf8("?"));
        expect(body).toBe("body of it");
        expect(await stream.head(readRequest)).toMatchObject({ kind: "head" });
        expect(await stream.head(readRequest)).toMatchObject({ kind: "head" });
        expect(await stream.head(readRequest)).toBeNull();
      }),
    );
  });

  test("has nothing begun while only empty lines have come", async () => {
    const stream = from(["\r\n", false], ["\n", false], ["\nG", false]);
    let begun = 0;
    const head = await stream.head(readRequest, () => {
      begun += 1;
    });
    expect({ head, begun, waiting: stream.waiting }).toEqual({ head: null, begun: 1, waiting: true });
    const blank = from(["\r\n\r\n", false]);
    expect(await blank.head(readRequest)).toBeNull();
    expect(blank.waiting).toBe(false);
  });

  test("knows which heads came as 0-RTT, in part too", async () => {
    const stream = from([`${HEAD}${HEAD}GET /`, true], [` HTTP/1.0\r\n\r\n${HEAD}`, false]);
    const early = [];
    for (let i = 0; i < 4; i++) early.push((await stream.head(readRequest))?.early);
    expect(early).toEqual([true, true, true, false]);
  });
});
