import { readFileSync } from "node:fs";
import { parse } from "valibot";
import { describe, expect, it } from "vitest";
import { FAULT_IDS } from "../../pki/issue/faults.ts";
import { ADVISED } from "./advice.ts";
import { clientDataSchema } from "./clientData.ts";
import { allClientWords } from "./clientWords.ts";

const raw = readFileSync(new URL("clientWords.json", import.meta.url), "utf8");
const data = parse(clientDataSchema, JSON.parse(raw));

describe("the file of what programs said", () => {
  it("is small enough to be fetched on a slow line", () => {
    expect(Buffer.byteLength(raw)).toBeLessThan(120_000);
  });

  it("has rows of every fault, and of none that isn't known", () => {
    const known: readonly string[] = [...FAULT_IDS, "none"];
    const faults = new Set(data.rows.map(([fault]) => fault));
    expect([...faults].filter((fault) => !known.includes(fault))).toEqual([]);
    expect(known.filter((fault) => !faults.has(fault))).toEqual([]);
    expect([...ADVISED].sort()).toEqual([...FAULT_IDS].sort());
  });

  it("has every fault judged by many programs, and both sides asked", () => {
    for (const fault of FAULT_IDS) {
      const judges = data.rows.filter(([name, , by]) => name === fault && by === "judge");
      expect(new Set(judges.map((row) => row[4])).size, fault).toBeGreaterThanOrEqual(9);
    }
  });

  it("names no row twice", () => {
    const keys = data.rows.map(([fault, side, by, setting, program]) => {
      return [fault, side, by, setting, data.programs[program]?.client].join(" ");
    });
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
    expect(data.texts.filter((text, place) => data.texts.indexOf(text) !== place)).toEqual([]);
  });

  it("points only to what is there, and keeps nothing that nobody points to", () => {
    const programs = new Set(data.rows.map((row) => row[4]));
    const texts = new Set(data.rows.map((row) => row[6]));
    expect([...programs].every((place) => place < data.programs.length)).toBe(true);
    expect([...texts].every((place) => place < data.texts.length)).toBe(true);
    expect(programs.size).toBe(data.programs.length);
    expect(data.texts.filter((_, place) => place !== 0 && !texts.has(place))).toEqual([]);
  });

  it.each([
    ["a path of a machine", /(?<![\w.<>])\/(?:tmp|work|root|home|var|usr|etc|opt|nonexistent)\b/],
    ["a port", /(?:127\.0\.0\.1|localhost|example):\d{4,5}\b|\bport \d+/],
    ["a process or a thread", /\bpid \d+|\btid \d+|\b\d+#\d+:|\b[0-9A-F]{12,}:error/],
    ["a time", /\d\d:\d\d:\d\d|\b20\d\d-\d\d-\d\d|\b20\d\d\/\d\d\/\d\d/],
    ["a certificate", /BEGIN CERTIFICATE|\bMII[A-Za-z0-9+/]{8}/],
    ["a long number", /\b[0-9a-f]{32,}\b/i],
    ["bytes that are no text", /[\u0080-\u009f\ufffd]/],
  ])("holds nothing of the machine that it was measured on: %s", (_, pattern) => {
    expect(data.texts.filter((text) => pattern.test(text))).toEqual([]);
  });

  it("has words only of those who refused, and accepts a certificate without fault everywhere", async () => {
    const words = await allClientWords();
    expect(words.length).toBe(data.rows.length);
    expect(words.filter(({ accepted, text }) => accepted && text !== "")).toEqual([]);
    expect(words.filter(({ fault, accepted }) => fault === "none" && !accepted)).toEqual([]);
  });
});
