import { describe, expect, it } from "vitest";
import { PATTERN_COUNT, patternIndexes, patternIndexOf, patternOf, shortFingerprint } from "./keyPattern.ts";

describe("key patterns", () => {
  it("come from the fingerprint alone", () => {
    expect(patternOf("7f3a00")).toBe(patternOf("7f3aff"));
    expect(patternOf("zz")).toBe(patternOf("0000"));
    expect(shortFingerprint("7f3ac21e")).toBe("7f3a");
  });

  it("differ as long as there are patterns left, whatever the keys are for", () => {
    const keys = Array.from({ length: PATTERN_COUNT }, (_, i) => ({
      fingerprint: `0008${i.toString(16).padStart(4, "0")}`,
      use: i % 2 === 0 ? "agreement" : "signature",
      holders: ["bob"],
    }));
    const [first] = keys;
    expect(new Set(patternIndexes(keys).values()).size).toBe(PATTERN_COUNT);
    expect(patternIndexes(keys).get(first?.fingerprint ?? "")).toBe(patternIndexOf(first?.fingerprint ?? ""));
  });

  it("don't change for keys that come before another one", () => {
    const first = patternIndexes(keysOf(["0001", "0009"]));
    const more = patternIndexes(keysOf(["0001", "0009", "0002"]));
    for (const [key, index] of first) expect(more.get(key)).toBe(index);
  });

  it("are shared with keys of another use first, when all are given", () => {
    const others = keysOf(Array.from({ length: PATTERN_COUNT }, (_, i) => `00${i.toString(16).padStart(2, "0")}ab`));
    const channels = ["7777", "777f", "7787"].map((fingerprint) => ({ fingerprint, use: "channel", holders: ["bob"] }));
    const indexes = patternIndexes([...others, ...channels]);
    expect(indexes.size).toBe(PATTERN_COUNT + channels.length);
    expect(new Set(channels.map(({ fingerprint }) => indexes.get(fingerprint))).size).toBe(channels.length);
  });
});

function keysOf(fingerprints: readonly string[]) {
  return fingerprints.map((fingerprint) => ({ fingerprint, use: "agreement", holders: ["alice"] }));
}
