import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../bytes/hex.ts";
import { authority, endEntity, issueHolder } from "../../../pki/issue/faults/kit.ts";
import { type Faulty, issueFault, type Kit, liveKitChance, makeKit } from "../../../pki/issue/faults.ts";
import type { Purpose } from "../../../pki/verdict.ts";
import { EXAMPLES, type ExampleId, isExample, makeExample } from "../examples.ts";
import { faultsOf } from "../faults.ts";
import { likelyFaults } from "../likelyFaults.ts";
import type { Item } from "../material/types.ts";
import { USUAL } from "../options.ts";
import { cardsOf, type Judgement, judgeCards, likeliest } from "./judging.ts";

const AT = new Date("2026-06-01T12:00:00Z");
let kit: Kit;

beforeAll(async () => {
  kit = await makeKit({ random: liveKitChance, at: AT, name: "bob.example" });
});

function itemsOf({ presented, crls, ocsp, anchors }: Faulty, withRoot: boolean): readonly Item[] {
  const roots = withRoot ? anchors : [];
  return [
    ...[...presented, ...roots].map((der) => ({ kind: "certificate", der }) as const),
    ...crls.map((der) => ({ kind: "crl", der }) as const),
    ...ocsp.map((der) => ({ kind: "ocsp", der }) as const),
  ];
}

async function judge(faulty: Faulty, trust = true, extra: readonly Item[] = []): Promise<Judgement> {
  const items = [...itemsOf(faulty, true), ...extra];
  const cards = cardsOf(items);
  const judged = likeliest(cards);
  if (judged === null) throw new Error("nothing to judge");
  const trusted = new Set(trust ? faulty.anchors.map((der) => toHex(der)) : []);
  const options = { ...USUAL, name: faulty.name, purpose: faulty.purpose };
  return judgeCards({ judged, cards, items, trusted, options, now: AT });
}

const ids = Object.keys(EXAMPLES).filter(isExample);
const cases = ids.flatMap((id) =>
  (["server", "client"] as const).map((purpose): [ExampleId, Purpose] => [id, purpose]),
);

test.each(cases)("the example %s, shown by a %s, gets the verdict that it is made for", async (id, purpose) => {
  const faulty = await issueFault(id, purpose, kit);
  const { verdict } = await judge(faulty);
  // No wildcard counts in a client's name, however wide.
  const reason = id === "wildcard-too-wide" && purpose === "client" ? "wrong-name" : faulty.expected.reason;
  expect(verdict).toMatchObject({ accepted: faulty.expected.accepted, reason });
});

test("an example comes as files, its root among them", async () => {
  const example = await makeExample("revoked-by-crl", "server", AT);
  expect(example.files.map(({ name }) => name)).toEqual(["server-chain.pem", "root.pem", "revoked.crl"]);
  expect(example.anchors).toHaveLength(1);
});

describe("the chain is drawn", () => {
  test("to its trust anchor", async () => {
    const { links } = await judge(await issueFault("none", "server", kit));
    expect(links.map(({ tie, isAnchor }) => [tie, isAnchor])).toEqual([
      ["signed", false],
      ["signed", false],
      ["top", true],
    ]);
  });

  test("to the root that nobody trusts, and what trusting it would change", async () => {
    const { links, wouldBe, verdict } = await judge(await issueFault("none", "server", kit), false);
    expect(verdict.reason).toBe("unknown-authority");
    expect(links.at(-1)).toMatchObject({ tie: "loose", isAnchor: false });
    expect(wouldBe?.verdict.accepted).toBe(true);
    expect(wouldBe?.anchors).toHaveLength(1);
  });

  test("to what is missing", async () => {
    const { links } = await judge(await issueFault("missing-intermediate", "server", kit));
    expect(links.map(({ tie }) => tie)).toEqual(["missing"]);
  });

  test("with the link that does not hold", async () => {
    const { links } = await judge(await issueFault("tampered-signature", "server", kit));
    expect(links.map(({ tie }) => tie)).toContain("unsigned");
  });

  test.each<readonly [ExampleId, readonly string[]]>([
    ["expired", ["expired"]],
    ["wrong-name", ["wrong name"]],
    ["weak-key", ["weak key"]],
    ["wrong-extended-key-usage", ["wrong usage"]],
  ])("and says of %s what is wrong with its first certificate", async (id, words) => {
    const { links, at, verdict } = await judge(await issueFault(id, "server", kit));
    const [first] = links;
    expect(first === undefined ? [] : faultsOf(first.card, true, at, verdict.checks)).toEqual(words);
  });
});

test.each(cases)("advice on the example %s, shown by a %s, is about just that", async (id, purpose) => {
  if (id === "none" || id === "wrong-order") return;
  const judgement = await judge(await issueFault(id, purpose, kit));
  const confused: Partial<Record<ExampleId, string>> =
    purpose === "client" ? { "wildcard-too-wide": "wrong-name" } : {};
  expect([id, confused[id]]).toContain(likelyFaults(judgement)[0]);
});

test("certificates that have nothing to do with it change nothing, and are counted", async () => {
  const faulty = await issueFault("none", "server", kit);
  const others = await issueFault("unknown-root", "client", kit);
  const alone = await judge(faulty);
  const among = await judge(faulty, true, itemsOf(others, false));
  expect(among.verdict.accepted).toBe(true);
  expect(among.links).toEqual(alone.links);
  expect(among.aside).toBe(others.presented.length);
});

describe("the order in which it was given", () => {
  async function judgeInOrder(order: (ders: readonly Uint8Array<ArrayBuffer>[]) => readonly Uint8Array<ArrayBuffer>[]) {
    const { presented, anchors } = await issueFault("none", "server", kit);
    const items = order([...presented, ...anchors]).map((der) => ({ kind: "certificate", der }) as const);
    const cards = cardsOf(items);
    const judged = likeliest(cards);
    if (judged === null) throw new Error("nothing to judge");
    const trusted = new Set(anchors.map((der) => toHex(der)));
    return judgeCards({ judged, cards, items, trusted, options: USUAL, now: AT });
  }

  test("is told where it is not each one followed by its issuer, though the chain is good", async () => {
    const reversed = await judgeInOrder((ders) => ders.toReversed());
    expect(reversed).toMatchObject({ outOfOrder: true, verdict: { accepted: true } });
  });

  test("is told of the example that is about it", async () => {
    expect((await judge(await issueFault("wrong-order", "server", kit))).outOfOrder).toBe(true);
    expect((await judge(await issueFault("none", "server", kit))).outOfOrder).toBe(false);
  });

  test("does not matter for the root", async () => {
    expect((await judgeInOrder((ders) => ders)).outOfOrder).toBe(false);
    const rootFirst = await judgeInOrder((ders) => [...ders.slice(-1), ...ders.slice(0, -1)]);
    expect(rootFirst).toMatchObject({ outOfOrder: false, verdict: { accepted: true } });
  });
});

test("a root of the same name with another key is told from one that was not given", async () => {
  const { presented } = await issueFault("none", "server", kit);
  const anew = await makeKit({ random: liveKitChance, at: AT, name: "bob.example" });
  const items = [...presented, anew.root.der].map((der) => ({ kind: "certificate", der }) as const);
  const cards = cardsOf(items);
  const [judged] = cards;
  if (judged === undefined) throw new Error("nothing to judge");
  const trusted = new Set([toHex(anew.root.der)]);
  const { verdict, links, namesakes } = await judgeCards({ judged, cards, items, trusted, options: USUAL, now: AT });
  expect(verdict.reason).toBe("unknown-authority");
  expect(links.at(-1)?.tie).toBe("missing");
  expect(namesakes.map(({ id }) => id)).toEqual([toHex(anew.root.der)]);
  const alone = await judge(await issueFault("missing-intermediate", "server", kit));
  expect(alone.namesakes).toEqual([]);
});

test("every path of an authority with two certificates is tried, and the others are kept", async () => {
  const second = await issueHolder(kit, "self", authority("Second Root", null));
  const keys = kit.issuing.keys;
  const cross = await issueHolder(kit, second, { ...authority("Issuing Authority (made for teaching)", 0), keys });
  const old = { notBefore: new Date("2026-01-01T00:00:00Z"), notAfter: new Date("2026-02-01T00:00:00Z") };
  const leaf = await issueHolder(kit, kit.issuing, { ...endEntity(kit, "server"), ...old });
  const ders = [leaf, kit.issuing, cross, kit.root, second].map((holder) => holder.der);
  const items = ders.map((der) => ({ kind: "certificate", der }) as const);
  const cards = cardsOf(items);
  const [judged] = cards;
  if (judged === undefined) throw new Error("nothing to judge");
  const trusted = new Set([kit.root, second].map((holder) => toHex(holder.der)));
  const { others, verdict } = await judgeCards({ judged, cards, items, trusted, options: USUAL, now: AT });
  expect(verdict.reason).toBe("expired");
  expect(others).toHaveLength(1);
  expect(others[0]?.cards.map(({ label }) => label)).toHaveLength(3);
  expect(others[0]?.candidate.reason).toBe("expired");
});

test("what has the shape of a certificate and is none can be judged too: malformed", async () => {
  const faulty = await issueFault("none", "server", kit);
  const broken = Uint8Array.from(faulty.presented[0] ?? []);
  // The version, which stands first in the signed part, becomes one that there is not.
  broken[broken.indexOf(0xa0) + 4] = 77;
  const cards = cardsOf([{ kind: "certificate", der: broken }]);
  expect(cards[0]?.parsed).toBeNull();
  const judged = likeliest(cards);
  if (judged === null) throw new Error("nothing to judge");
  const made = await judgeCards({ judged, cards, items: [], trusted: new Set(), options: USUAL, now: AT });
  expect(made.verdict.reason).toBe("malformed");
  expect(made.links).toHaveLength(1);
});
