import { createHash } from "node:crypto";
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { DecodeError } from "../../bytes/reader.ts";
import { concat, utf8 } from "../../bytes/text.ts";
import { leaves } from "../../bytes/tree.ts";
import { clientHellos, finisheds, handshakeMessages, MESSAGES_OF } from "../../testing/arbitraries/tls.ts";
import { flawsIn } from "../../testing/tiles.ts";
import { find } from "../extensions/find.ts";
import { alertFor, malformed, Refused } from "../failure.ts";
import { decodeMessage, encodeMessage, typeOf } from "./codec.ts";
import { RETRY_RANDOM } from "./retry.ts";
import { withoutBinders } from "./truncate.ts";
import type { HandshakeMessage } from "./types.ts";

const SHA256 = { hashSize: 32 };

describe.each(Object.entries(MESSAGES_OF))("%s", (type, messages: Arbitrary<HandshakeMessage>) => {
  test("is decoded as it was encoded, and its tree tiles its bytes", () => {
    fc.assert(
      fc.property(messages, (message) => {
        const bytes = encodeMessage(message);
        const { message: decoded, tree } = decodeMessage(bytes, SHA256);
        expect(decoded).toEqual(message);
        expect(typeOf(bytes)).toBe(type);
        expect(flawsIn(tree, 0, bytes.length)).toEqual([]);
      }),
    );
  });
});

test("Finished is as long as the hash of the suite (§4.4.4)", () => {
  fc.assert(
    fc.property(finisheds(48), (message) => {
      const bytes = encodeMessage(message);
      expect(decodeMessage(bytes, { hashSize: 48 }).message).toEqual(message);
      expect(() => decodeMessage(bytes, SHA256)).toThrow(DecodeError);
    }),
  );
});

describe("bytes that were changed give a message or an alert, and nothing else:", () => {
  const damages: Readonly<Record<string, Arbitrary<(bytes: Uint8Array) => Uint8Array>>> = {
    "one byte is another": fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(0xff)).map(
      ([at, byte]) =>
        (bytes) =>
          bytes.with(Math.floor(at * bytes.length), byte),
    ),
    "the end is cut off": position().map((at) => (bytes) => bytes.subarray(0, Math.floor(at * bytes.length))),
    "the end is cut off, the length says so": position().map(
      (at) => (bytes) => withLength(bytes.subarray(0, Math.max(4, Math.floor(at * bytes.length)))),
    ),
    "a piece comes twice, the length says so": fc.tuple(position(), position()).map(
      ([a, b]) =>
        (bytes) =>
          withLength(repeated(bytes, Math.min(a, b), Math.max(a, b))),
    ),
    "bytes are put in, the length says so": fc
      .tuple(position(), fc.uint8Array({ minLength: 1, maxLength: 8 }))
      .map(([at, more]) => (bytes) => {
        const cut = Math.max(4, Math.floor(at * bytes.length));
        return withLength(concat(bytes.subarray(0, cut), more, bytes.subarray(cut)));
      }),
  };

  test.each(Object.entries(damages))("%s", (_, damage) => {
    fc.assert(
      fc.property(handshakeMessages, damage, (message, change) => {
        expectSafe(change(encodeMessage(message)));
      }),
      { numRuns: 1500 },
    );
  });

  test("any bytes behind any header", () => {
    const headers = fc.constantFrom(1, 2, 4, 5, 8, 11, 13, 15, 20, 24, 254, 3, 0, 99);
    fc.assert(
      fc.property(headers, fc.uint8Array({ maxLength: 60 }), (type, body) => {
        expectSafe(withLength(concat(Uint8Array.of(type, 0, 0, 0), body)));
      }),
      { numRuns: 2000 },
    );
  });
});

function position(): Arbitrary<number> {
  return fc.double({ min: 0, max: 1, noNaN: true });
}

function withLength(bytes: Uint8Array): Uint8Array {
  const size = bytes.length - 4;
  return concat(Uint8Array.of(bytes[0] ?? 0, size >> 16, (size >> 8) & 0xff, size & 0xff), bytes.subarray(4));
}

function repeated(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const start = Math.max(4, Math.floor(from * bytes.length));
  const end = Math.max(start, Math.floor(to * bytes.length));
  return concat(bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end));
}

/** Whatever is taken is written back as it was, and explained whole; whatever is refused has one of three alerts. */
function expectSafe(bytes: Uint8Array): void {
  let decoded: ReturnType<typeof decodeMessage>;
  try {
    decoded = decodeMessage(bytes, SHA256);
  } catch (error) {
    expect(["decode_error", "illegal_parameter", "unexpected_message"]).toContain(alertOf(error));
    return;
  }
  expect(encodeMessage(decoded.message)).toEqual(new Uint8Array(bytes));
  expect(flawsIn(decoded.tree, 0, bytes.length)).toEqual([]);
}

function alertOf(error: unknown): string | null {
  if (error instanceof DecodeError) return alertFor(malformed(error));
  if (error instanceof Refused) return alertFor(error.failure);
  throw error;
}

test("the tree does not change with the buffer that was decoded", () => {
  const bytes = encodeMessage({ type: "key_update", requestUpdate: true });
  const { tree } = decodeMessage(bytes);
  bytes.fill(0xff);
  expect(leaves(tree).map(({ path, value }) => [path, value])).toEqual([
    ["KeyUpdate.msg_type", "key_update"],
    ["KeyUpdate.length", "1"],
    ["KeyUpdate.request_update", "update_requested"],
  ]);
});

test("a ClientHello without its binders ends behind the identities (§4.2.11.2)", () => {
  fc.assert(
    fc.property(clientHellos, (hello) => {
      const psk = find(hello.extensions, "pre_shared_key");
      const bytes = encodeMessage(hello);
      const { tree } = decodeMessage(bytes);
      const list = psk === null ? null : leaves(tree).find(({ path }) => path.includes("pre_shared_key.binders"));
      expect(withoutBinders(bytes, psk?.bindersSize ?? 0)).toEqual(bytes.slice(0, list?.start ?? bytes.length));
    }),
  );
  expect(() => withoutBinders(new Uint8Array(4), 5)).toThrow(RangeError);
});

test("the random of a HelloRetryRequest is SHA-256 of its name (§4.1.3)", () => {
  expect(Buffer.from(RETRY_RANDOM)).toEqual(createHash("sha256").update(utf8("HelloRetryRequest")).digest());
});

describe("what can't be written is a bug of ours:", () => {
  const random = new Uint8Array(32);
  const server = { type: "server_hello", legacyVersion: 0x0303, legacySessionIdEcho: new Uint8Array(0) } as const;
  const chosen = { ...server, cipherSuite: 0x1301, legacyCompressionMethod: 0 } as const;
  const wrong: Readonly<Record<string, HandshakeMessage>> = {
    "a random of another size": { ...chosen, retry: false, random: new Uint8Array(31), extensions: [] },
    "a HelloRetryRequest with another random": { ...chosen, retry: true, random, extensions: [] },
    "a ServerHello with a HelloRetryRequest's random": {
      ...chosen,
      retry: false,
      random: RETRY_RANDOM,
      extensions: [],
    },
    "an extension where it can't stand": {
      type: "encrypted_extensions",
      extensions: [{ type: "cookie", cookie: random }],
    },
    "the form of another place": {
      ...chosen,
      retry: false,
      random,
      extensions: [{ type: "key_share_retry", group: 29 }],
    },
    "two shares in an answer": {
      ...chosen,
      retry: false,
      random,
      extensions: [{ type: "key_share", shares: [1, 2].map((group) => ({ group, keyExchange: random })) }],
    },
    "a number too large": { type: "certificate_verify", scheme: 0x10000, signature: random },
    "a name that is no DNS name": {
      type: "client_hello",
      legacyVersion: 0x0303,
      random,
      legacySessionId: random,
      cipherSuites: [0x1301],
      legacyCompressionMethods: new Uint8Array(1),
      extensions: [{ type: "server_name", name: "bücher.example" }],
    },
  };

  test.each(Object.entries(wrong))("%s", (_, message) => {
    expect(() => encodeMessage(message)).toThrow(RangeError);
  });
});
