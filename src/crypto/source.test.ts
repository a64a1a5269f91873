import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes/hex.ts";
import { type Chance, liveChance } from "./chance.ts";
import { makeShare } from "./groups.ts";
import { RsaPool } from "./pool.ts";
import { randomBytes } from "./randomBytes.ts";
import { Source } from "./source.ts";

const ACTS = [
  ...(["random", "bytes", "keyPair", "share", "answer"] as const),
  ...(["hybrid share", "hybrid answer", "useless answer"] as const),
] as const;
type Act = (typeof ACTS)[number];
const pool = new RsaPool();
const peers = Promise.all([makeShare("secp256r1", randomBytes), makeShare("X25519MLKEM768", randomBytes)]);

/** What an act makes public and secret, in hex. */
async function act(source: Source, kind: Act, label: string): Promise<string> {
  const [curve, hybrid] = await peers;
  switch (kind) {
    case "random":
      return toHex(await source.random(label, 32));
    case "bytes":
      return toHex(await source.bytes(label, () => randomBytes(16)));
    case "keyPair":
      return (await source.keyPair(label, "ECDSA P-256")).fingerprint;
    case "share":
      return shareInHex(source, label, "x25519");
    case "hybrid share":
      return shareInHex(source, label, "X25519MLKEM768");
    case "answer":
      return answerInHex(source, label, "secp256r1", curve.share);
    case "hybrid answer":
      return answerInHex(source, label, "X25519MLKEM768", hybrid.share);
    case "useless answer":
      return answerInHex(source, label, "x25519", new Uint8Array(32));
  }
}

/** The share, and the secret that a fixed answer leads to: equal only where the private part is the same too. */
async function shareInHex(source: Chance, label: string, group: "x25519" | "X25519MLKEM768"): Promise<string> {
  const own = await source.share(label, group);
  const fixed = new Uint8Array(group === "x25519" ? 32 : 1120).fill(9);
  const secret = await own.agree(fixed);
  expect(secret).not.toBeNull();
  return `${toHex(own.share)} ${toHex(secret ?? new Uint8Array())}`;
}

async function answerInHex(
  source: Chance,
  label: string,
  group: "x25519" | "secp256r1" | "X25519MLKEM768",
  share: Uint8Array,
) {
  const answer = await source.answer(label, group, share);
  return answer === null ? "unusable" : `${toHex(answer.share)} ${toHex(answer.secret)}`;
}

const plans = fc.array(fc.constantFrom(...ACTS), { minLength: 1, maxLength: 8 });

describe("a source", () => {
  it("gives the same again from its tape, then goes on with what nobody had before", async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat(), async (plan, cut) => {
        const first = new Source(pool);
        const before: string[] = [];
        for (const [i, kind] of plan.entries()) before.push(await act(first, kind, `step ${i}`));
        expect(first.length).toBe(plan.length);
        const kept = cut % (plan.length + 1);
        const second = new Source(pool, first.tape.slice(0, kept));
        for (const [i, kind] of plan.entries()) {
          const found = await act(second, kind, `step ${i}`);
          if (i < kept || kind === "useless answer") expect(found).toBe(before[i]);
          else expect(found).not.toBe(before[i]);
        }
        expect(second.tape.slice(0, kept)).toEqual(first.tape.slice(0, kept));
      }),
      { numRuns: 25 },
    );
  });

  it("keeps the order of the asking, whichever is made first", async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const ask = (source: Source) => Promise.all(plan.map((kind, i) => act(source, kind, `step ${i}`)));
        const first = new Source(pool);
        const before = await ask(first);
        expect(first.tape.map(({ label }) => label)).toEqual(plan.map((_, i) => `step ${i}`));
        expect(await ask(new Source(pool, first.tape))).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  it("shows on its tape nothing behind what is still being made", async () => {
    const source = new Source(pool);
    await source.random("first", 8);
    const last = new Promise<Uint8Array<ArrayBuffer>>(() => undefined);
    void source.bytes("never", () => last);
    await source.random("behind", 8);
    expect(source.length).toBe(3);
    expect(source.tape.map(({ label }) => label)).toEqual(["first"]);
  });

  it("throws where a run does not repeat itself: another label, another thing, group, size or peer’s share", async () => {
    const first = new Source(pool);
    const [curve] = await peers;
    await first.answer("the answer", "secp256r1", curve.share);
    const again = () => new Source(pool, first.tape);
    await expect(again().answer("another", "secp256r1", curve.share)).rejects.toThrow("the answer");
    await expect(again().answer("the answer", "x25519", curve.share)).rejects.toThrow("something else");
    await expect(again().answer("the answer", "secp256r1", curve.share.subarray(1))).rejects.toThrow("something else");
    await expect(again().share("the answer", "secp256r1")).rejects.toThrow("something else");
    await expect(again().random("the answer", 8)).rejects.toThrow("something else");
    await expect(again().keyPair("the answer", "X25519")).rejects.toThrow("something else");
    await expect(again().answer("the answer", "secp256r1", curve.share)).resolves.not.toBeNull();
  });
});

describe("live chance", () => {
  it("gives new bytes, shares and answers each time", async () => {
    const [curve] = await peers;
    const once = async () => [
      toHex(await liveChance.random("x", 32)),
      await shareInHex(liveChance, "x", "x25519"),
      await answerInHex(liveChance, "x", "secp256r1", curve.share),
      toHex(await liveChance.bytes("x", () => randomBytes(8))),
    ];
    const [a, b] = [await once(), await once()];
    for (const [i, found] of a.entries()) expect(found).not.toBe(b[i]);
  });
});
