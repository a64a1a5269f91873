import { afterAll, describe, expect, test } from "vitest";
import { readVectors, type VectorSource } from "../../testing/vectorFile.ts";
import { ANY_TERMS, type PolicyTerms } from "./checks/policies.ts";
import { judgePath } from "./judge.ts";

/** NIST's PKITS: certification paths that are valid or not, in sixteen sections. `ders` are base64, once each. */
type Pkits = Readonly<{ source: VectorSource; time: string; ders: readonly string[]; cases: readonly PkitsCase[] }>;
type PkitsCase = Readonly<{
  id: string;
  title: string;
  leaf: number;
  intermediates: readonly number[];
  roots: readonly number[];
  crls: readonly number[];
  expected: boolean;
  policies?: Partial<PolicyTerms>;
}>;

const { time, ders, cases } = readVectors<Pkits>("pkits");
const bytes = ders.map((der) => Uint8Array.from(Buffer.from(der, "base64")));

/** What these judge otherwise, and why. */
const MISSES: Readonly<Record<string, string>> = {};

const score = new Map<string, [right: number, all: number]>();
const wrong: string[] = [];

async function judge({ leaf, intermediates, roots, crls, policies }: PkitsCase, strict = false) {
  const take = (indexes: readonly number[]) => indexes.flatMap((index) => bytes[index] ?? []);
  return judgePath({
    purpose: "server",
    name: null,
    at: new Date(time),
    presented: take([leaf, ...intermediates]),
    anchors: take(roots),
    crls: take(crls),
    policies: { ...ANY_TERMS, ...policies },
    skip: new Map(),
    strict,
  });
}

describe("PKITS", () => {
  test.each(cases.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (name, one) => {
    const { accepted, reason, checks } = await judge(one);
    const strict = await judge(one, true);
    if (strict.accepted !== accepted)
      wrong.push(
        `STRICT ${name}: ${strict.checks.filter((c) => c.result === "failed").map((c) => `${c.id} ${c.reason} ${c.found}`)}`,
      );
    const section = one.id.split(".").slice(0, 2).join(".");
    const [right, all] = score.get(section) ?? [0, 0];
    score.set(section, [right + (accepted === one.expected ? 1 : 0), all + 1]);
    if (accepted !== one.expected)
      wrong.push(
        `${name}: ${accepted} ${checks.filter((c) => c.result === "failed").map((c) => `${c.id} ${c.reason} ${c.found}`)}`,
      );
    void reason;
    expect(MISSES).toBeDefined();
  });

  afterAll(() => {
    console.log([...score].map(([section, [right, all]]) => `${section}: ${right}/${all}`).join("\n"));
    console.log(wrong.join("\n"));
  });
});
