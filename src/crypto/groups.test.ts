import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../bytes/hex.ts";
import { concat } from "../bytes/text.ts";
import { readVectors, type Wycheproof } from "../testing/vectorFile.ts";
import { answerShare, type GroupName, makeShare, type OwnShare, shareFromPrivate } from "./groups.ts";
import { randomBytes } from "./randomBytes.ts";

const GROUPS = ["x25519", "secp256r1", "secp384r1", "X25519MLKEM768"] as const;
/** Bytes of the initiator's share, of the responder's, and of the secret. */
const SIZES: Readonly<Record<GroupName, readonly [number, number, number]>> = {
  x25519: [32, 32, 32],
  secp256r1: [65, 65, 32],
  secp384r1: [97, 97, 48],
  X25519MLKEM768: [1216, 1120, 64],
};

describe.each(GROUPS)("%s", (group) => {
  it("gives both ends one secret, and a third another", async () => {
    const [own, other] = [await makeShare(group, randomBytes), await makeShare(group, randomBytes)];
    const answer = await answerShare(group, own.share, randomBytes);
    if (answer === null) throw new Error("a share of our own must be usable");
    expect([own.share.length, answer.share.length, answer.secret.length]).toEqual(SIZES[group]);
    expect(await own.agree(answer.share)).toEqual(answer.secret);
    expect(await other.agree(answer.share)).not.toEqual(answer.secret);
    expect(other.share).not.toEqual(own.share);
  });

  it("has a half on the curve at either end, which gives the end of the secret, and all of it where there is no more", async () => {
    const own = await makeShare(group, randomBytes);
    const answer = await answerShare(group, own.share, randomBytes);
    if (answer === null) throw new Error("a share of our own must be usable");
    const size = own.half.share.length;
    expect([own.share.slice(-size), answer.share.slice(-size)]).toEqual([own.half.share, answer.half.share]);
    const secret = await own.half.agree(answer.half.share);
    expect(secret).toEqual(answer.secret.slice(-(secret?.length ?? 0)));
    expect(await answer.half.agree(own.half.share)).toEqual(secret);
    expect(secret?.length === answer.secret.length).toBe(group !== "X25519MLKEM768");
  });

  it("gives null for a share of any other size, and for bytes that are none", async () => {
    const own = await makeShare(group, randomBytes);
    const sizes = fc.oneof(fc.nat(1300), fc.constantFrom(...SIZES[group].flatMap((size) => [size - 1, size + 1])));
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(255), async (size, fill) => {
        const bytes = new Uint8Array(size).fill(fill);
        if (size !== SIZES[group][0]) expect(await answerShare(group, bytes, randomBytes)).toBeNull();
        if (size !== SIZES[group][1]) expect(await own.agree(bytes)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

type Agreement = Wycheproof<{ public: string; private: string; shared: string }>;

describe("Wycheproof", () => {
  it.each(["secp256r1", "secp384r1"] as const)(
    "%s: points off the curve, or compressed, are unusable",
    async (group) => {
      const tests = readVectors<Agreement>(`wycheproof-ecdh-${group}`).groups.flatMap((g) => g.tests);
      expect(tests.filter(({ result }) => result === "invalid").length).toBeGreaterThan(15);
      for (const test of tests) {
        const own = await shareFromPrivate(group, number(test.private, SIZES[group][2]));
        const peerShare = fromHex(test.public);
        const secret = await own.agree(peerShare);
        expect(secret && toHex(secret), `${test.tcId}`).toBe(test.result === "valid" ? test.shared : null);
        if (test.result !== "valid") expect(await answerShare(group, peerShare, randomBytes)).toBeNull();
      }
    },
  );

  it("x25519: any 32 bytes are a point, but a secret of zeros is none", async () => {
    const tests = readVectors<Agreement>("wycheproof-x25519").groups.flatMap((g) => g.tests);
    const isZero = (hex: string) => /^0+$/.test(hex);
    expect(tests.filter(({ shared }) => isZero(shared)).length).toBeGreaterThan(20);
    for (const test of tests) {
      const own = await shareFromPrivate("x25519", fromHex(test.private));
      const secret = await own.agree(fromHex(test.public));
      expect(secret && toHex(secret), `${test.tcId}`).toBe(isZero(test.shared) ? null : test.shared);
      if (isZero(test.shared)) expect(await answerShare("x25519", fromHex(test.public), randomBytes)).toBeNull();
    }
  });
});

describe("RFC 7748", () => {
  type Rfc7748 = Readonly<{
    multiplications: readonly Readonly<{ scalar: string; u: string; out: string }>[];
    iterations: Readonly<{ start: string; once: string; thousand: string }>;
    agreement: Readonly<Record<"alicePrivate" | "alicePublic" | "bobPrivate" | "bobPublic" | "shared", string>>;
  }>;
  const rfc = readVectors<Rfc7748>("rfc7748");
  const multiply = async (scalar: string, u: string) => {
    return toHex((await (await shareFromPrivate("x25519", fromHex(scalar))).agree(fromHex(u))) ?? new Uint8Array());
  };

  it("multiplies as in §5.2", async () => {
    for (const { scalar, u, out } of rfc.multiplications) expect(await multiply(scalar, u)).toBe(out);
  });

  it("comes where §5.2 comes after one and after a thousand rounds", async () => {
    let [scalar, u] = [rfc.iterations.start, rfc.iterations.start];
    for (let round = 1; round <= 1000; round++) {
      [scalar, u] = [await multiply(scalar, u), scalar];
      if (round === 1) expect(scalar).toBe(rfc.iterations.once);
    }
    expect(scalar).toBe(rfc.iterations.thousand);
  });

  it("agrees as Alice and Bob do in §6.1", async () => {
    const { alicePrivate, alicePublic, bobPrivate, bobPublic, shared } = rfc.agreement;
    const [alice, bob] = [await x25519(alicePrivate), await x25519(bobPrivate)];
    expect([toHex(alice.share), toHex(bob.share)]).toEqual([alicePublic, bobPublic]);
    expect(toHex((await alice.agree(bob.share)) ?? new Uint8Array())).toBe(shared);
    expect(toHex((await bob.agree(alice.share)) ?? new Uint8Array())).toBe(shared);
  });
});

describe("X25519MLKEM768 with Wycheproof’s ML-KEM-768", () => {
  const X25519_SIZE = 32;
  type KeyGen = Wycheproof<{ seed: string; ek: string }>;
  type Encaps = Wycheproof<{ m: string; ek: string; c: string; K: string }>;
  type Decaps = Wycheproof<{ seed: string; c: string; K: string }>;

  it("makes the encapsulation key that belongs to the seed", async () => {
    for (const { tcId, seed, ek } of readVectors<KeyGen>("wycheproof-mlkem768-keygen").groups.flatMap((g) => g.tests)) {
      const own = await makeShare("X25519MLKEM768", fixed(seed));
      expect(toHex(own.share.subarray(0, -X25519_SIZE)), `${tcId}`).toBe(ek);
    }
  });

  it("encapsulates as published, and to no key that overflows the modulus (FIPS 203 §7.2)", async () => {
    const { share } = await makeShare("x25519", randomBytes);
    const tests = readVectors<Encaps>("wycheproof-mlkem768-encaps").groups.flatMap((g) => g.tests);
    expect(tests.filter(({ result }) => result === "invalid").length).toBeGreaterThan(10);
    for (const { tcId, m, ek, c, K, result } of tests) {
      const answer = await answerShare("X25519MLKEM768", concat(fromHex(ek), share), fixed(m));
      const parts = answer && [answer.share.subarray(0, -X25519_SIZE), answer.secret.subarray(0, -X25519_SIZE)];
      expect(parts?.map(toHex) ?? null, `${tcId}`).toEqual(result === "valid" ? [c, K] : null);
    }
  });

  it("decapsulates as published, and gives another secret for a ciphertext not made for the key", async () => {
    const { share } = await makeShare("x25519", randomBytes);
    const tests = readVectors<Decaps>("wycheproof-mlkem768-decaps").groups.flatMap((g) => g.tests);
    for (const { tcId, seed, c, K, result, comment } of tests) {
      const making = makeShare("X25519MLKEM768", fixed(seed));
      if (seed.length !== 128) {
        await expect(making, comment).rejects.toThrow();
        continue;
      }
      const secret = await (await making).agree(concat(fromHex(c), share));
      expect(secret && toHex(secret.subarray(0, -X25519_SIZE)), `${tcId} ${comment}`).toBe(
        result === "valid" ? K : null,
      );
    }
  });

  it("puts X25519’s secret behind ML-KEM’s, and wants that usable too", async () => {
    const own = await makeShare("X25519MLKEM768", randomBytes);
    const answer = await answerShare("X25519MLKEM768", own.share, randomBytes);
    const zeros = new Uint8Array(X25519_SIZE);
    expect(await answerShare("X25519MLKEM768", concat(own.share.subarray(0, -32), zeros), randomBytes)).toBeNull();
    const ciphertext = answer?.share.subarray(0, -32) ?? zeros;
    expect(await own.agree(concat(ciphertext, zeros))).toBeNull();
    // The same ciphertext beside another X25519 share: ML-KEM's part stays, X25519's does not.
    const other = await own.agree(concat(ciphertext, (await makeShare("x25519", randomBytes)).share));
    expect(other?.subarray(0, 32)).toEqual(answer?.secret.subarray(0, 32));
    expect(other?.subarray(32)).not.toEqual(answer?.secret.subarray(32));
  });
});

describe("shareFromPrivate", () => {
  it.each([
    ["x25519", 31],
    ["secp256r1", 33],
    ["secp384r1", 47],
  ] as const)("takes no key of %s with %i bytes", async (group, size) => {
    await expect(shareFromPrivate(group, new Uint8Array(size).fill(1))).rejects.toThrow(RangeError);
  });

  it.each(["secp256r1", "secp384r1"] as const)(
    "takes neither 0 nor what is not below the order of %s",
    async (group) => {
      const size = SIZES[group][2];
      await expect(shareFromPrivate(group, new Uint8Array(size))).rejects.toThrow(RangeError);
      await expect(shareFromPrivate(group, new Uint8Array(size).fill(255))).rejects.toThrow(RangeError);
    },
  );
});

function x25519(privateKey: string): Promise<OwnShare> {
  return shareFromPrivate("x25519", fromHex(privateKey));
}

/** A big-endian number in exactly `size` bytes. */
function number(hex: string, size: number): Uint8Array {
  const digits = fromHex(hex.replace(/^(00)+/, ""));
  return concat(new Uint8Array(size - digits.length), digits);
}

/** “Chance” that always gives the same bytes. */
function fixed(hex: string) {
  return async () => fromHex(hex);
}
