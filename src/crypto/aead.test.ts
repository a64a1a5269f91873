import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../bytes/hex.ts";
import { concat } from "../bytes/text.ts";
import { readVectors, type Wycheproof } from "../testing/vectorFile.ts";
import { AEADS, type AeadName, importAead } from "./aead.ts";

const NAMES = ["AES-128-GCM", "AES-256-GCM", "ChaCha20-Poly1305"] as const;
const nothing = new Uint8Array();

type AeadCase = { key: string; iv: string; aad: string; msg: string; ct: string; tag: string };

describe("published vectors", () => {
  it.each(["wycheproof-aes-gcm", "wycheproof-chacha20-poly1305"])("%s", async (file) => {
    const tests = readVectors<Wycheproof<AeadCase>>(file).groups.flatMap((group) => group.tests);
    expect(tests.some(({ result }) => result === "invalid")).toBe(true);
    for (const test of tests) {
      const key = await importAead(nameFor(file, test.key), fromHex(test.key));
      const [nonce, additional, plaintext] = [fromHex(test.iv), fromHex(test.aad), fromHex(test.msg)];
      const sealed = fromHex(test.ct + test.tag);
      const opened = await key.open(nonce, additional, sealed);
      expect(opened, `${file} ${test.tcId}`).toEqual(test.result === "valid" ? plaintext : null);
      if (test.result === "valid") expect(toHex(await key.seal(nonce, additional, plaintext))).toBe(toHex(sealed));
    }
  });

  type Rfc8439 = Readonly<{
    tests: readonly Readonly<Record<"key" | "nonce" | "aad" | "plaintext" | "ciphertext" | "tag", string>>[];
  }>;
  it.each(readVectors<Rfc8439>("rfc8439").tests)("RFC 8439 (key $key)", async (test) => {
    const key = await importAead("ChaCha20-Poly1305", fromHex(test.key));
    const sealed = await key.seal(fromHex(test.nonce), fromHex(test.aad), fromHex(test.plaintext));
    expect(toHex(sealed)).toBe(test.ciphertext + test.tag);
    expect(await key.open(fromHex(test.nonce), fromHex(test.aad), sealed)).toEqual(fromHex(test.plaintext));
  });
});

describe.each(NAMES)("%s", (name) => {
  const nonce = new Uint8Array(12).fill(3);
  const key = importAead(name, new Uint8Array(AEADS[name].keySize).fill(7));

  it("opens what it sealed, and nothing with one bit changed, be it text, tag, nonce or additional data", async () => {
    const { seal, open } = await key;
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.nat(), fc.nat(7), async (additional, plaintext, at, bit) => {
        const sealed = await seal(nonce, additional, plaintext);
        expect(sealed.length).toBe(plaintext.length + AEADS[name].tagSize);
        expect(await open(nonce, additional, sealed)).toEqual(Uint8Array.from(plaintext));
        expect(await open(nonce, additional, changed(sealed, at, bit))).toBeNull();
        expect(await open(nonce, changed(additional, at, bit), sealed)).toBeNull();
        expect(await open(changed(nonce, at, bit), additional, sealed)).toBeNull();
        expect(await open(nonce, additional, sealed.subarray(0, at % sealed.length))).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it("seals nothing to a tag alone", async () => {
    const { seal, open } = await key;
    const sealed = await seal(nonce, nothing, nothing);
    expect(sealed.length).toBe(16);
    expect(await open(nonce, nothing, sealed)).toEqual(nothing);
    expect(await open(nonce, nothing, nothing)).toBeNull();
  });

  it("takes views at any place of a buffer", async () => {
    const { seal, open } = await key;
    const plaintext = new Uint8Array(50).map((_, i) => i);
    const wanted = await seal(nonce, plaintext, plaintext);
    for (let before = 0; before < 8; before++) {
      const view = (bytes: Uint8Array) => concat(new Uint8Array(before), bytes).subarray(before);
      expect(await seal(view(nonce), view(plaintext), view(plaintext))).toEqual(wanted);
      expect(await open(view(nonce), view(plaintext), view(wanted))).toEqual(plaintext);
    }
  });

  it("has read its inputs when the call returns", async () => {
    const { seal, open } = await key;
    const plaintext = new Uint8Array(20_000).fill(5);
    const wanted = await seal(nonce, nonce, plaintext);
    const inputs = [nonce.slice(), nonce.slice(), plaintext.slice()] as const;
    const sealing = seal(...inputs);
    for (const input of inputs) input.fill(0);
    expect(await sealing).toEqual(wanted);
    const sealed = [nonce.slice(), nonce.slice(), wanted.slice()] as const;
    const opening = open(...sealed);
    for (const input of sealed) input.fill(0);
    expect(await opening).toEqual(plaintext);
  });

  it("keeps its key when the caller’s buffer changes", async () => {
    const raw = new Uint8Array(AEADS[name].keySize).fill(7);
    const importing = importAead(name, raw);
    raw.fill(0);
    expect(await (await importing).seal(nonce, nothing, nonce)).toEqual(await (await key).seal(nonce, nothing, nonce));
  });

  it("refuses a key or a nonce of another size: that is a bug, not a peer’s doing", async () => {
    await expect(importAead(name, new Uint8Array(AEADS[name].keySize - 1))).rejects.toThrow(RangeError);
    const { seal, open } = await key;
    await expect(seal(new Uint8Array(11), nothing, nothing)).rejects.toThrow(RangeError);
    await expect(open(new Uint8Array(13), nothing, new Uint8Array(20))).rejects.toThrow(RangeError);
  });
});

function nameFor(file: string, key: string): AeadName {
  if (file.endsWith("chacha20-poly1305")) return "ChaCha20-Poly1305";
  return key.length === 32 ? "AES-128-GCM" : "AES-256-GCM";
}

function changed(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  return bytes.map((byte, i) => (i === at % bytes.length ? byte ^ (1 << bit) : byte));
}
