import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { citationsIn } from "./citations.ts";
import sections from "./rfcSections.json" with { type: "json" };
import { isTest, sourceFiles } from "./source.ts";

/*
 * `rfcSections.json` lists, for each RFC, the sections whose headings stand in its text or table of contents, appendices
 * by their letter. Of RFC 8449 only the first five sections were to be had.
 */
const KNOWN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(sections).map(([rfc, all]) => [rfc, new Set(all.split(" "))]),
);

/**
 * RFCs whose text was not to be had when the list was made, and what is cited of them: none of it has been held against
 * them. Who cites more reads it up first, and adds it here, or the RFC's sections to the list.
 */
const UNCHECKED: Readonly<Record<string, string>> = {
  1034: "3.5",
  1035: "2.3.4",
  1123: "2.1",
  2315: "7",
  2985: "5.4.2",
  2986: "3 4 4.1",
  3279: "2.2 2.2.2 2.2.3 2.3.1 2.3.2",
  3552: "2.1 3 3.3.5",
  4514: "3",
  4518: "2",
  4632: "3.1",
  4648: "5",
  5480: "2.1.1 2.1.1.1 2.2 4",
  5869: "2.2 2.3",
  5890: "2.3.2.1",
  5915: "3",
  5952: "4",
  5958: "2",
  6761: "6.3",
  6979: "3.2",
  7292: "4",
  7301: "3.1 3.2",
  7468: "2",
  7517: "4",
  7518: "6 6.3",
  7638: "3",
  7685: "3",
  7748: "5 6.1",
  8017: "3.2 5.1.1 5.2.1 7.1 7.1.1 7.1.2 8 8.1.1 8.2.2 9.1.1 9.2 A.1 A.1.2 A.2.4 B.2.1",
  8410: "3 7",
  8439: "2.8",
  8470: "5.2",
  8555: "7.4 7.6 8.1 8.3",
  9110: "15 15.2 15.5.5 8.6",
  9112: "2.2 3 4 5 6.3 7.1 9.3 9.8",
  9293: "3.4",
  9325: "7.4",
  9525: "2 6 6.3 6.4",
  9850: "2.1",
  10024: "4 4.1 4.2 4.3",
};

const cited = [
  ...sourceFiles().filter((file) => !isTest(file)),
  ...["MODEL.md", "README.md", "ARCHITECTURE.md"].map((path) => ({ path, text: readFileSync(path, "utf8") })),
].flatMap(citationsIn);

describe("each section of an RFC that is cited", () => {
  it("exists", () => {
    const checked = cited.filter(({ rfc }) => KNOWN.has(rfc));
    const missing = checked.filter(({ rfc, section }) => !KNOWN.get(rfc)?.has(section));
    expect(missing).toEqual([]);
    expect(checked.length).toBeGreaterThan(600);
  });

  it("is of an RFC whose sections are listed, or is one of those that could not be checked", () => {
    const unlisted = new Map<string, Set<string>>();
    for (const { rfc, section } of cited) {
      if (!KNOWN.has(rfc)) unlisted.set(rfc, (unlisted.get(rfc) ?? new Set()).add(section));
    }
    const found = [...unlisted].map(([rfc, all]) => [rfc, [...all].sort().join(" ")]);
    expect(Object.fromEntries(found)).toEqual(UNCHECKED);
  });

  it.each([
    ["RFC 8446 §4.1.2", "8446", "4.1.2"],
    ["(§D.4)", "8446", "D.4"],
    ["RFC 5280 §4.1, §4.2", "5280", "4.2"],
    ["RFC 5280 §6.1.3 (a)(2)", "5280", "6.1.3"],
    ["RFC 8446 appendix A.", "8446", "A"],
  ])("is seen in %j", (text, rfc, section) => {
    expect(citationsIn({ path: "a.ts", text }).at(-1)).toMatchObject({ rfc, section });
    expect(KNOWN.get(rfc)?.has(section)).toBe(true);
  });

  it.each(["RFC 8446 §4.1.9", "RFC 5280 §4.2.1.99", "§12.9", "RFC 8446 appendix Q"])("is missed: %j", (text) => {
    const [made] = citationsIn({ path: "a.ts", text });
    expect(KNOWN.get(made?.rfc ?? "")?.has(made?.section ?? "")).toBe(false);
  });

  it.each(["CABF BR §7.1", "X.690 §8.1.2", "FIPS 203 §7.2"])("is none in %j", (text) => {
    expect(citationsIn({ path: "a.ts", text })).toEqual([]);
  });
});
