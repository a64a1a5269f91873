import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Verdict } from "../verdict.ts";
import { judgePath } from "./judge.ts";
import { MAX_PRESENTED } from "./limits.ts";
import { authority, type Holder, issue, NOW, tampered } from "./world.fixture.ts";

/** What must hold of every judgement, whatever comes along with the end-entity certificate. */

type Bytes = Uint8Array<ArrayBuffer>;
type Chain = Readonly<{ name: string; leaf: Bytes; others: readonly Bytes[] }>;

let anchors: readonly Bytes[];
let accepted: readonly Chain[];
let refused: readonly Chain[];
/** Certificates and worse that have nothing to do with any of the chains, or pretend to. */
let junk: readonly Bytes[];

beforeAll(async () => {
  const root = await authority("Example Root");
  const upper = await authority("Example Upper CA", root);
  const lower = await authority("Example Lower CA", upper, 0);
  const other = await authority("Other Root");
  const crossed = await issue(
    "Example Upper CA",
    other,
    { names: [], usages: [], ca: { pathLength: null } },
    upper.keys,
  );
  const old = { notAfter: new Date("2026-05-01T00:00:00Z") };
  const oldLower = await issue(
    "Example Lower CA",
    upper,
    { names: [], usages: [], ca: { pathLength: 0 }, ...old },
    lower.keys,
  );
  anchors = [root.der, other.der];
  const leaf = (name: string, by: Holder, wishes = {}) => issue(name, by, { names: ["bob.example"], ...wishes });
  const chain = (name: string, end: Holder, ...others: readonly Holder[]) => ({
    name,
    leaf: end.der,
    others: others.map(({ der }) => der),
  });
  const bob = await leaf("bob", lower);
  const short = await leaf("short", root);
  accepted = [
    chain("a chain of four", bob, lower, upper),
    chain("with a cross-certificate", bob, lower, upper, crossed),
    chain("by the cross-certificate only", bob, lower, crossed),
    chain("with an expired twin", bob, oldLower, lower, upper),
    chain("a chain of two", short),
  ];
  const bad = await leaf("not a CA's", short);
  const stranger = await authority("Stranger");
  const changed = { der: tampered(bob.der, "bob.example", "bbb.example"), keys: bob.keys };
  refused = [
    chain("expired", await leaf("expired", lower, old), lower, upper),
    chain("an expired intermediate", bob, oldLower, upper),
    chain("a missing intermediate", bob, lower),
    chain("not a CA", bad, short),
    chain("too long", await leaf("deep", await authority("Example Lowest CA", lower)), lower, upper),
    chain("tampered", changed, lower, upper),
    chain("another name", await leaf("carol", lower, { names: ["carol.example"] }), lower, upper),
    chain("a client's", await leaf("alice", lower, { usages: ["clientAuth"] }), lower, upper),
    chain("an unknown root", await leaf("stranger", stranger), stranger),
    chain("self-signed", await issue("bob.example", "self")),
  ];
  const twins = [
    await authority("Example Root"),
    await authority("Example Upper CA"),
    await authority("Example Lower CA"),
  ];
  const forged = await authority("Example Lower CA", stranger);
  junk = [
    ...[stranger, forged, ...twins, short, await leaf("dave", stranger)].map(({ der }) => der),
    tampered(lower.der, "Example Lower CA", "Example Upper CA"),
    new Uint8Array(),
    Uint8Array.of(0x30, 0x00),
    lower.der.slice(0, -1),
    new Uint8Array(70_000),
  ];
});

function judge({ leaf }: Chain, others: readonly Bytes[]): Promise<Verdict> {
  const presented = [leaf, ...others];
  return judgePath({ purpose: "server", name: "bob.example", at: NOW, presented, anchors, skip: new Map() });
}

/** Some of the junk, several times over, among the others, in any order. */
function mixed(chain: Chain, picks: readonly number[], seeds: readonly number[]): readonly Bytes[] {
  const all = [...chain.others, ...picks.flatMap((pick) => junk[pick % junk.length] ?? [])];
  const keyed = all.map((der, i) => ({ der, key: seeds[i % seeds.length] ?? 0, i }));
  return keyed.sort((a, b) => a.key - b.key || b.i - a.i).map(({ der }) => der);
}

const picks = fc.array(fc.nat(100), { maxLength: 24 });
const seeds = fc.array(fc.nat(), { minLength: 8, maxLength: 32 });

describe("for chains that hold and chains that don't", () => {
  test("each is what it should be", async () => {
    for (const chain of accepted) expect((await judge(chain, chain.others)).accepted, chain.name).toBe(true);
    for (const chain of refused) expect((await judge(chain, chain.others)).accepted, chain.name).toBe(false);
  });

  test("the order in which intermediates came changes nothing of the verdict", async () => {
    const which = fc.nat(accepted.length + refused.length - 1);
    await fc.assert(
      fc.asyncProperty(which, seeds, async (index, order) => {
        const chain = [...accepted, ...refused][index];
        if (chain === undefined) return;
        const { candidates: _, ...verdict } = await judge(chain, mixed(chain, [], order));
        const { candidates: __, ...before } = await judge(chain, chain.others);
        expect(verdict).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  test("junk among them changes nothing of an accepted path, nor of a reason of refusal", async () => {
    const which = fc.nat(accepted.length + refused.length - 1);
    await fc.assert(
      fc.asyncProperty(which, picks, seeds, async (index, added, order) => {
        const chain = [...accepted, ...refused][index];
        if (chain === undefined) return;
        const verdict = await judge(chain, mixed(chain, added, order));
        const before = await judge(chain, chain.others);
        expect(verdict.accepted, chain.name).toBe(before.accepted);
        if (before.accepted) expect(verdict.path).toEqual(before.path);
      }),
      { numRuns: 200 },
    );
  });

  test("as much junk as is read changes nothing either", async () => {
    for (const chain of [...accepted, ...refused]) {
      const most = Array.from({ length: MAX_PRESENTED - 1 - chain.others.length }, (_, i) => i);
      expect((await judge(chain, mixed(chain, most, [3, 1, 2]))).accepted, chain.name).toBe(
        (await judge(chain, chain.others)).accepted,
      );
    }
  });

  test("who is refused stays refused, whatever else comes, of the other chains too", async () => {
    const every = [...accepted, ...refused].flatMap(({ others }) => others);
    const complete = ["a missing intermediate", "an expired intermediate"];
    for (const chain of refused) {
      // These two lack a certificate that the others have, and nothing else.
      const verdict = await judge(chain, every);
      expect(verdict.accepted, chain.name).toBe(complete.includes(chain.name));
    }
  });
});

describe("mutated certificates", () => {
  /** Ten thousand with FUZZ=10000; an ordinary run makes fewer. */
  const { FUZZ = "2000" } = process.env;
  const RUNS = Number(FUZZ);
  /** Each judgement. One that took longer, for the machine has other things to do, is made again: the fastest counts. */
  const MOST_MS = 100;
  const TRIES = 5;

  test(
    `${RUNS} of them give a verdict, the unmutated alone is accepted, and none takes long`,
    async () => {
      const [chain] = accepted;
      if (chain === undefined) throw new Error("no chain");
      const mutation = fc.record({
        which: fc.nat(2),
        edits: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        cut: fc.option(fc.nat(), { freq: 8 }),
        twice: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(mutation, async ({ which, edits, cut, twice }) => {
          const all = [chain.leaf, ...chain.others];
          const before = all[which] ?? chain.leaf;
          const bytes = Uint8Array.from(before);
          for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
          const mutated = cut === null ? bytes : bytes.slice(0, cut % bytes.length);
          const isSame = mutated.length === before.length && mutated.every((byte, i) => byte === before[i]);
          let fastest = Number.POSITIVE_INFINITY;
          let verdict: Verdict | null = null;
          for (let i = 0; i < TRIES && fastest > MOST_MS; i++) {
            const [leaf = chain.leaf, ...others] = all.map((der, place) => (place === which ? mutated : der).slice());
            const begun = performance.now();
            verdict = await judge({ ...chain, leaf }, twice ? [...others, mutated] : others);
            fastest = Math.min(fastest, performance.now() - begun);
          }
          expect(fastest).toBeLessThan(MOST_MS);
          expect(verdict?.accepted).toBe(isSame);
          expect(verdict?.reason === null).toBe(isSame);
        }),
        { numRuns: RUNS },
      );
    },
    60_000 + RUNS * 20,
  );
});
