import { afterAll, describe, test } from "vitest";
import { readVectors, type VectorSource } from "../../testing/vectorFile.ts";
import { judgePath } from "./judge.ts";

type Limbo = Readonly<{ source: VectorSource; ders: readonly string[]; cases: readonly LimboCase[] }>;
type LimboCase = Readonly<{
  id: string;
  expected: boolean;
  name: string | null;
  time: string | null;
  purpose: "server" | "client";
  leaf: number;
  intermediates: readonly number[];
  roots: readonly number[];
  crls: readonly number[];
  features?: readonly string[];
}>;

const { ders, cases } = readVectors<Limbo>("limbo");
const bytes = ders.map((der) => Uint8Array.from(Buffer.from(der, "base64")));
const wrong: string[] = [];
describe("limbo", () => {
  test.each(cases.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    const take = (indexes: readonly number[]) => indexes.flatMap((index) => bytes[index] ?? []);
    for (const profile of ["webpki", "rfc5280"] as const) {
      const v = await judgePath({
        purpose: one.purpose,
        name: one.name,
        at: new Date(one.time ?? "2026-11-26T12:00:00Z"),
        presented: take([one.leaf, ...one.intermediates]),
        anchors: take(one.roots),
        crls: take(one.crls),
        skip: new Map(),
        profile,
        strict: true,
      });
      if (v.accepted !== one.expected && !one.id.startsWith("crl"))
        wrong.push(
          `${profile} ${id} expected ${one.expected} ${one.features ?? ""}: ${v.checks.filter((c) => c.result === "failed").map((c) => `${c.id} ${c.reason} ${c.found} wanted ${c.expected}`)}`,
        );
    }
  });
  afterAll(() => console.log(wrong.sort().join("\n")));
});
