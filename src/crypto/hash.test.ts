import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../bytes/hex.ts";
import { concat, utf8 } from "../bytes/text.ts";
import { readVectors, type Wycheproof } from "../testing/vectorFile.ts";
import { digest, HASH_SIZES, hkdfExpand, hkdfExtract, hmac, RunningHash, sameSecret } from "./hash.ts";
import { subtle } from "./web.ts";

const HASHES = ["SHA-256", "SHA-384"] as const;

describe("digest", () => {
  it("gives FIPS 180-4’s examples of “abc”", () => {
    expect(toHex(digest("SHA-256", utf8("abc")))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(toHex(digest("SHA-384", utf8("abc")))).toBe(
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    );
  });

  it.each(HASHES)("agrees with the platform’s %s, whatever the bytes and their place in a buffer", async (name) => {
    const places = fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.nat(7));
    await fc.assert(
      fc.asyncProperty(places, async ([bytes, before]) => {
        const view = concat(new Uint8Array(before), bytes).subarray(before);
        expect(digest(name, view)).toEqual(new Uint8Array(await subtle.digest(name, view)));
      }),
    );
  });
});

describe("a running hash", () => {
  it.each(HASHES)("of %s is the hash of all that was added, at any time", (name) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (parts) => {
        const running = new RunningHash(name);
        parts.forEach((part, i) => {
          const given = part.slice();
          running.add(given);
          given.fill(0);
          const wanted = digest(name, concat(...parts.slice(0, i + 1)));
          expect(running.digest()).toEqual(wanted);
          expect(running.digest()).toEqual(wanted);
        });
      }),
    );
  });
});

describe("HMAC", () => {
  type Case = Readonly<{ key: string; data: string; sha256: string; sha384: string }>;
  const { tests } = readVectors<{ tests: readonly Case[] }>("rfc4231");

  it.each(tests)("gives RFC 4231’s results (key $key)", ({ key, data, sha256, sha384 }) => {
    expect(toHex(hmac("SHA-256", fromHex(key), fromHex(data)))).toMatch(new RegExp(`^${sha256}`));
    expect(toHex(hmac("SHA-384", fromHex(key), fromHex(data)))).toMatch(new RegExp(`^${sha384}`));
  });

  it("takes an empty key, which WebCrypto refuses", () => {
    expect(hmac("SHA-256", new Uint8Array(), utf8("x"))).toEqual(hmac("SHA-256", new Uint8Array(64), utf8("x")));
  });
});

describe("HKDF", () => {
  type Case = Readonly<{ ikm: string; salt: string; info: string; prk: string; okm: string }>;
  const { tests } = readVectors<{ tests: readonly Case[] }>("rfc5869");

  it.each(tests)("gives RFC 5869’s results ($okm)", ({ ikm, salt, info, prk, okm }) => {
    const key = hkdfExtract("SHA-256", fromHex(salt), fromHex(ikm));
    expect(toHex(key)).toBe(prk);
    expect(toHex(hkdfExpand("SHA-256", key, fromHex(info), okm.length / 2))).toBe(okm);
  });

  type WycheproofHkdf = Wycheproof<{ ikm: string; salt: string; info: string; size: number; okm: string }>;
  it.each([
    ["SHA-256", "wycheproof-hkdf-sha256"],
    ["SHA-384", "wycheproof-hkdf-sha384"],
  ] as const)("with %s gives Wycheproof’s results, and refuses to give too much", (hash, file) => {
    for (const test of readVectors<WycheproofHkdf>(file).groups.flatMap((group) => group.tests)) {
      const derive = () => {
        return hkdfExpand(
          hash,
          hkdfExtract(hash, fromHex(test.salt), fromHex(test.ikm)),
          fromHex(test.info),
          test.size,
        );
      };
      if (test.result === "valid") expect(toHex(derive()), `${test.tcId}`).toBe(test.okm);
      else expect(derive, `${test.tcId}`).toThrow();
    }
  });

  it.each(HASHES)("takes no salt as a salt of zeros (%s)", (hash) => {
    const zeros = new Uint8Array(HASH_SIZES[hash]);
    expect(hkdfExtract(hash, new Uint8Array(), zeros)).toEqual(hkdfExtract(hash, zeros, zeros));
  });
});

describe("sameSecret", () => {
  it("is true for equal bytes only", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(sameSecret(a, a.slice())).toBe(true);
        expect(sameSecret(a, b)).toBe(toHex(a) === toHex(b));
      }),
    );
  });

  it("sees every single changed bit", () => {
    const secret = digest("SHA-256", utf8("secret"));
    for (let bit = 0; bit < 256; bit++) {
      const changed = secret.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(sameSecret(secret, changed)).toBe(false);
    }
    expect(sameSecret(secret, secret.subarray(1))).toBe(false);
  });
});
