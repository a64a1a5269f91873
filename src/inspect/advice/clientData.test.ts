import { readFileSync } from "node:fs";
import { parse } from "valibot";
import { describe, expect, it } from "vitest";
import { FAULT_IDS } from "../../pki/issue/faults.ts";
import { ADVISED } from "./advice.ts";
import { clientDataSchema } from "./clientData.ts";
import { allClientWords, wordsIn } from "./clientWords.ts";

const raw = readFileSync(new URL("clientWords.json", import.meta.url), "utf8");
const data = parse(clientDataSchema, JSON.parse(raw));
const words = wordsIn(data);

describe("the file of what programs said", () => {
  it("is small enough to be fetched on a slow line", () => {
    expect(Buffer.byteLength(raw)).toBeLessThan(120_000);
  });

  it("has rows of every fault, and of none that isn't known", () => {
    expect([...data.faults].sort()).toEqual([...FAULT_IDS, "none"].sort());
    expect([...ADVISED].sort()).toEqual([...FAULT_IDS].sort());
    expect(words.length).toBe(data.rows.length);
  });

  it("has every fault judged by many programs", () => {
    for (const fault of FAULT_IDS) {
      const judges = words.filter((word) => word.fault === fault && word.by === "judge");
      expect(new Set(judges.map(({ client }) => client)).size, fault).toBeGreaterThanOrEqual(8);
    }
  });

  it("names no row twice", () => {
    const keys = words.map(({ fault, side, by, setting, client }) => [fault, side, by, setting, client].join(" "));
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
  });

  it.each(["faults", "kinds", "programs", "texts"] as const)(
    "has every one of its %s once, and points to it",
    (name) => {
      const values = data[name].map((value) => JSON.stringify(value));
      expect(new Set(values).size).toBe(values.length);
      const place = (["faults", "kinds", "programs", "texts"] as const).indexOf(name);
      const used = new Set(data.rows.map((row) => row[place]));
      expect([...used].sort((a, b) => Number(a) - Number(b))).toEqual(values.map((_, at) => at));
    },
  );

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

  it("has words only of those who refused", () => {
    expect(words.filter(({ accepted, text }) => accepted && text !== "")).toEqual([]);
    expect(words.filter(({ by, text }) => by === "judged" && text === "")).toEqual([]);
  });

  it("shows a certificate without fault accepted everywhere, and alerts only where something is wrong", () => {
    expect(words.filter(({ fault, accepted }) => fault === "none" && !accepted)).toEqual([]);
    expect(words.filter(({ accepted, alert }) => accepted && alert !== null)).toEqual([]);
  });

  it("is what the app gets", async () => {
    expect(await allClientWords()).toEqual(words);
  });
});
