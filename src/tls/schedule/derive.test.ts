import { createHash, createHmac, hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import {
  exportKey,
  finishedData,
  hkdfExpandLabel,
  hkdfLabel,
  nextTrafficSecret,
  ticketPsk,
  trafficKeys,
} from "./derive.ts";
import { SUITES } from "./suites.ts";

const secret256 = new Uint8Array(32).map((_, i) => i);
const secret384 = new Uint8Array(48).map((_, i) => 255 - i);
const cases = [
  { suite: SUITES.TLS_AES_128_GCM_SHA256, secret: secret256, hash: "sha256" },
  { suite: SUITES.TLS_AES_256_GCM_SHA384, secret: secret384, hash: "sha384" },
  { suite: SUITES.TLS_CHACHA20_POLY1305_SHA256, secret: secret256, hash: "sha256" },
] as const;

/** HKDF-Expand-Label by Node's own HMAC, with HkdfLabel written out byte by byte. */
function byNode(hash: string, secret: Uint8Array, label: string, context: Uint8Array, length: number): Uint8Array {
  const name = Buffer.from(`tls13 ${label}`, "latin1");
  const info = Buffer.concat([
    Buffer.of(length >> 8, length & 255, name.length),
    name,
    Buffer.of(context.length),
    context,
  ]);
  const blocks: Buffer[] = [];
  for (let size = 0, last = Buffer.of(), i = 1; size < length; size += last.length, i++) {
    last = createHmac(hash, secret)
      .update(Buffer.concat([last, info, Buffer.of(i)]))
      .digest();
    blocks.push(last);
  }
  return new Uint8Array(Buffer.concat(blocks)).slice(0, length);
}

const hashOf = (hash: string, bytes: Uint8Array) => createHash(hash).update(bytes).digest();
const nothing = new Uint8Array();

describe.each(cases)("with $suite.name", ({ suite, secret, hash }) => {
  it("HKDF-Expand-Label is RFC 8446 §7.1's, also over several blocks and with a context", () => {
    for (const [label, context, length] of [
      ["key", nothing, 16],
      ["c hs traffic", hashOf(hash, secret), suite.hashSize],
      ["long", new Uint8Array(255), 300],
    ] as const) {
      const found = hkdfExpandLabel(suite.hash, secret, label, context, length);
      expect(found).toEqual(byNode(hash, secret, label, context, length));
    }
  });

  it("traffic keys have the sizes of the suite (§7.3)", () => {
    const { key, iv } = trafficKeys(suite, secret);
    expect(key).toEqual(byNode(hash, secret, "key", nothing, suite.keySize));
    expect(iv).toEqual(byNode(hash, secret, "iv", nothing, 12));
  });

  it("a KeyUpdate's secret is one step on (§7.2)", () => {
    expect(nextTrafficSecret(suite, secret)).toEqual(byNode(hash, secret, "traffic upd", nothing, suite.hashSize));
  });

  it("verify_data is an HMAC under the finished key (§4.4.4)", () => {
    const transcript = hashOf(hash, utf8("the messages"));
    const key = byNode(hash, secret, "finished", nothing, suite.hashSize);
    expect(finishedData(suite, secret, transcript)).toEqual(
      new Uint8Array(createHmac(hash, key).update(transcript).digest()),
    );
  });

  it("a ticket's PSK depends on its nonce (§4.6.1)", () => {
    const nonce = Uint8Array.of(0, 1);
    expect(ticketPsk(suite, secret, nonce)).toEqual(byNode(hash, secret, "resumption", nonce, suite.hashSize));
    expect(ticketPsk(suite, secret, Uint8Array.of(0, 2))).not.toEqual(ticketPsk(suite, secret, nonce));
  });

  it("exported keys depend on label, context and length (§7.5)", () => {
    const context = utf8("context");
    const derived = byNode(hash, secret, "EXPERIMENTAL label", hashOf(hash, nothing), suite.hashSize);
    const wanted = byNode(hash, derived, "exporter", hashOf(hash, context), 77);
    expect(exportKey(suite, secret, "EXPERIMENTAL label", context, 77)).toEqual(wanted);
  });
});

describe("HKDF-Expand-Label", () => {
  it("is plain HKDF-Expand with HkdfLabel as its info", () => {
    // hkdfSync extracts first; so the secret here is what it extracts, taken by HMAC.
    const salt = new Uint8Array(32).fill(7);
    const extracted = createHmac("sha256", salt).update(secret256).digest();
    const wanted = hkdfSync("sha256", secret256, salt, hkdfLabel("key", nothing, 16), 16);
    expect(hkdfExpandLabel("SHA-256", extracted, "key", nothing, 16)).toEqual(new Uint8Array(wanted));
  });

  it("refuses what does not fit its fields", () => {
    expect(() => hkdfLabel("x".repeat(250), nothing, 16)).toThrow(RangeError);
    expect(() => hkdfLabel("key", new Uint8Array(256), 16)).toThrow(RangeError);
    expect(() => hkdfLabel("key", nothing, 65536)).toThrow(RangeError);
  });
});
