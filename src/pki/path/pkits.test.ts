import { afterAll, describe, expect, test } from "vitest";
import { readVectors, type VectorSource } from "../../testing/vectorFile.ts";
import { ANY_TERMS, type PolicyTerms } from "./checks/policies.ts";
import { judgePath } from "./judge.ts";

/** NIST's PKITS: certification paths that are valid or not, in sixteen sections. `ders` are base64, once each. */
type Pkits = Readonly<{ source: VectorSource; time: string; ders: readonly string[]; cases: readonly PkitsCase[] }>;

/** Numbers are places in `ders`. Every certificate below the root needs a good list. */
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

/** Cases that are judged otherwise than NIST has it, and why: there are none. Java's PKIX has 15, OpenSSL 3.0 has 32. */
const MISSES: Readonly<Record<string, string>> = {};

const SECTIONS: Readonly<Record<string, readonly [name: string, cases: number]>> = {
  "4.1": ["signatures", 6],
  "4.2": ["validity periods", 8],
  "4.3": ["name chaining", 11],
  "4.4": ["basic revocation", 21],
  "4.5": ["self-issued certificates", 8],
  "4.6": ["basic constraints and path length", 17],
  "4.7": ["key usage", 5],
  "4.8": ["certificate policies", 35],
  "4.9": ["require explicit policy", 8],
  "4.10": ["policy mappings", 23],
  "4.11": ["inhibit policy mapping", 11],
  "4.12": ["inhibit any policy", 11],
  "4.13": ["name constraints", 38],
  "4.14": ["distribution points", 35],
  "4.15": ["delta CRLs", 10],
  "4.16": ["private extensions", 2],
};
const score = new Map(Object.keys(SECTIONS).map((section) => [section, 0]));

function judge({ leaf, intermediates, roots, crls, policies }: PkitsCase, strict: boolean) {
  const take = (places: readonly number[]) => places.flatMap((place) => bytes[place] ?? []);
  return judgePath({
    // NIST's certificates have no extKeyUsage and no names of hosts: they are for any purpose.
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

describe("NIST PKITS", () => {
  test.each(cases.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (name, one) => {
    const { accepted, checks } = await judge(one, false);
    const section = one.id.split(".").slice(0, 2).join(".");
    if (accepted === one.expected) score.set(section, (score.get(section) ?? 0) + 1);
    const failed = checks.filter((check) => check.result === "failed").map((check) => `${check.id}: ${check.found}`);
    expect(accepted, failed.join("; ")).toBe(name in MISSES ? !one.expected : one.expected);
    // What RFC 5280 forbids authorities to issue, NIST's valid paths have nothing of.
    expect((await judge(one, true)).accepted).toBe(accepted);
  });

  afterAll(() => {
    const rows = [...score].map(([section, right]) => {
      const [name = "", all = 0] = SECTIONS[section] ?? [];
      return `  ${section.padEnd(5)} ${name.padEnd(34)} ${right} of ${all}`;
    });
    const total = [...score.values()].reduce((a, b) => a + b, 0);
    process.stdout.write(
      `PKITS, by section:\n${rows.join("\n")}\n  all   ${"".padEnd(34)} ${total} of ${cases.length}\n`,
    );
    expect(total).toBe(cases.length - Object.keys(MISSES).length);
  });
});
