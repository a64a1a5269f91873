import { checkPrimeSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../bytes/hex.ts";
import { utf8 } from "../../bytes/text.ts";
import vectors from "../../testing/vectors/seeded.json" with { type: "json" };
import { bytesOf, numberOf, powerModulo } from "../bigNumbers.ts";
import type { Bytes } from "../buffer.ts";
import { generateKeyPair, importPublicKey, type PairAlgorithm } from "../keys.ts";
import { mgf1, xor } from "../mgf1.ts";
import { openPrivately, sealTo, signWith, verifyWith } from "../operations.ts";
import { rsaSpki } from "../publicKeys.ts";
import { signingKeyOf } from "../signatures.ts";
import { subtle } from "../web.ts";
import { HmacDrbg } from "./drbg.ts";
import { signEcdsa } from "./ecdsa.ts";
import { seededMaker } from "./maker.ts";
import { oaepBlock, sealWithCoins } from "./oaep.ts";
import { type PrimeBits, primeAt, primesOf, startAt } from "./primes.ts";
import { pssBlock } from "./pss.ts";
import { RsaKeys } from "./rsaKeys.ts";
import { pointOf, scalarOf } from "./scalars.ts";

describe("HMAC_DRBG", () => {
  it.each(vectors.drbg)("gives what NIST’s vector $count gives", ({ entropy, nonce, personalization, returned }) => {
    const drbg = new HmacDrbg(fromHex(entropy), fromHex(nonce), fromHex(personalization));
    drbg.generate(128);
    expect(toHex(drbg.generate(128))).toBe(returned);
  });
});

describe("seeded ECDSA", () => {
  const { key, x, y, signatures } = vectors.ecdsa;

  it.each(signatures)("signs $text as RFC 6979 §A.2.5 has it", ({ text, r, s }) => {
    expect(toHex(signEcdsa(fromHex(key), utf8(text)))).toBe(r + s);
  });

  it("knows the public key of a private one", () => {
    const point = pointOf("P-256", fromHex(key));
    expect([toHex(point.x), toHex(point.y)]).toEqual([x, y]);
  });

  it("takes no private key that is not below the order of the curve", () => {
    const rejected = [new Uint8Array(32).fill(0xff), bytesOf(ORDER - 1n, 32), bytesOf(ORDER - 2n, 32)];
    expect(numberOf(scalarOf("P-256", new Script(rejected)))).toBe(ORDER - 1n);
    expect(numberOf(scalarOf("P-256", new Script([new Uint8Array(32)])))).toBe(1n);
  });
});

/** Of P-256 (SP 800-186 §3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Gives what it is told to. */
class Script extends HmacDrbg {
  constructor(private readonly answers: Bytes[]) {
    super(new Uint8Array(), new Uint8Array());
  }

  override generate(): Bytes {
    return this.answers.shift() ?? new Uint8Array();
  }
}

describe("RSA with a seed", () => {
  it("pads as published ciphertexts are padded, given their seed (RSA-OAEP, SHA-256)", async () => {
    const { n, d, message, ciphertext } = vectors.oaep;
    const [modulus, sealed] = [fromHex(n), numberOf(fromHex(ciphertext))];
    const block = bytesOf(powerModulo(sealed, numberOf(fromHex(d)), numberOf(modulus)), 256);
    const seed = xor(block.slice(1, 33), await mgf1(block.slice(33), 32));
    expect(toHex(await oaepBlock(fromHex(message), seed, 256))).toBe(toHex(block));
    const key = await importPublicKey("RSA-OAEP 2048", rsaSpki({ modulus, exponent: fromHex("010001") }));
    if (key === null) throw new Error("no key");
    expect(toHex(await sealWithCoins(key, fromHex(message), () => seed))).toBe(ciphertext);
  });

  it("seals what WebCrypto opens, and no more than fits", async () => {
    const pair = await generateKeyPair("RSA-OAEP 2048");
    const sealed = await sealTo(pair, utf8("pay Carol"), (size) => new Uint8Array(size).fill(7));
    expect(await openPrivately(pair, sealed)).toEqual(utf8("pay Carol"));
    await expect(sealTo(pair, new Uint8Array(191), (size) => new Uint8Array(size))).rejects.toThrow("too many");
  });

  it("encodes as NIST’s signature is encoded (RSASSA-PSS, SHA-256, without salt)", async () => {
    const { n, e, message, signature } = vectors.pss;
    const opened = powerModulo(numberOf(fromHex(signature)), numberOf(fromHex(e)), numberOf(fromHex(n)));
    expect(toHex(await pssBlock(fromHex(message), new Uint8Array(), 1023))).toBe(toHex(bytesOf(opened, 128)));
  });

  it.each([1024, 512] satisfies PrimeBits[])(
    "has %i-bit primes that are some, each the first of its search",
    (bits) => {
      const all = Array.from({ length: primesOf(bits) }, (_, place) => primeAt(bits, place));
      expect(new Set(all).size).toBe(all.length);
      expect(256 % all.length).toBe(0);
      for (const [place, prime] of all.entries()) {
        if (place % EVERY !== 0) continue;
        expect(checkPrimeSync(prime, { checks: 1 })).toBe(true);
        expect(prime >> BigInt(bits - 2)).toBe(3n);
        expect(prime % 65537n).not.toBe(1n);
      }
      for (const place of [1]) {
        const end = primeAt(bits, place);
        for (let odd = startAt(bits, place); odd < end; odd += 2n)
          expect(checkPrimeSync(odd, { checks: 1 })).toBe(false);
      }
    },
  );

  it("uses no prime in two keys of a run", () => {
    const keys = new RsaKeys();
    const drbg = new HmacDrbg(utf8("a"), utf8("b"));
    const places = Array.from({ length: 64 }, () => keys.choose(1024, drbg).places).flat();
    expect(new Set(places).size).toBe(128);
    expect(() => keys.choose(1024, drbg)).toThrow("more RSA keys");
  });
});

/** Of the primes, this part is looked at: all of them where there is time. */
const EVERY = process.env.SCHEDULES === undefined ? 4 : 1;

const KINDS: readonly PairAlgorithm[] = [
  ...(["RSA-OAEP 2048", "X25519", "P-256", "ECDSA P-256"] as const),
  ...(["RSA 1024", "RSA 2048, SHA-1"] as const),
];

describe("a seeded maker", () => {
  it.each(KINDS)("makes the same pair of kind %s from the same seed and label, and from no other", async (kind) => {
    const made = async (seed: string, label: string) => (await seededMaker(seed).keyPair(label, kind)()).fingerprint;
    const one = await made("a", "bob");
    expect(await made("a", "bob")).toBe(one);
    expect(await made("b", "bob")).not.toBe(one);
    expect(await made("a", "alice")).not.toBe(one);
  });

  it("gives each label its own stream, whatever else is asked for in between, and another at its next use", async () => {
    const plain = seededMaker("a");
    const busy = seededMaker("a");
    void busy.random("another", 8);
    void busy.keyPair("a third", "RSA-OAEP 2048");
    const [first, second] = [plain.random("x", 16), plain.random("x", 16)];
    expect(await busy.random("x", 16)()).toEqual(await first());
    expect(await first()).not.toEqual(await second());
  });

  it("signs the same each time, with signatures like any other", async () => {
    const ec = await seededMaker("a").keyPair("bob", "ECDSA P-256")();
    const data = utf8("letter");
    const signature = await signWith(ec, data);
    expect(await signWith(ec, data)).toEqual(signature);
    expect(await verifyWith(ec, data, signature)).toBe(true);
    const rsa = await seededMaker("a").keyPair("bob", "RSA 1024")();
    const sign = () => signingKeyOf(rsa).sign("rsa_pss_rsae_sha256", data);
    const pss = await sign();
    expect(await sign()).toEqual(pss);
    const parameters = { name: "RSA-PSS", saltLength: 32 };
    expect(await subtle.verify(parameters, rsa.publicKey, pss, data)).toBe(true);
  });

  it.each(["x25519", "secp256r1", "secp384r1", "X25519MLKEM768"] as const)("agrees over %s", async (group) => {
    const run = async (seed: string) => {
      const maker = seededMaker(seed);
      const own = await maker.share("client", group)();
      const answer = await maker.answer("server", group, own.share)();
      expect(await own.agree(answer?.share ?? new Uint8Array())).toEqual(answer?.secret);
      return toHex(answer?.secret ?? new Uint8Array());
    };
    expect(await run("a")).toBe(await run("a"));
    expect(await run("b")).not.toBe(await run("a"));
  });
});
