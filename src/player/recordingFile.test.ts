import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withPlace } from "../testing/withPlace.ts";
import { fitsScene } from "./fits.ts";
import { parseRecording, serializeRecording } from "./recordingFile.ts";
import { sampleRecording, sampleScene } from "./sample.ts";

const sample = sampleRecording();
const text = serializeRecording(sample);

/** Every place in a JSON value, as the keys that lead there. */
function placesIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

describe("a recording file", () => {
  it("comes back the same", () => {
    const parsed = parseRecording(text);
    expect(parsed).toEqual({ ok: true, recording: sample });
    expect(fitsScene(sampleScene, sample)).toBe(true);
  });

  it.each([
    ["", "not JSON"],
    ["null", "not a recording"],
    ["[]", "not a recording"],
    ["{}", "not a recording"],
    [JSON.stringify({ ...sample, version: 2 }), "another version"],
    [JSON.stringify({ ...sample, extra: 1 }), "damaged"],
    [JSON.stringify({ ...sample, cast: sample.cast.slice(1) }), "client"],
    [JSON.stringify({ ...sample, made: [] }), "k1"],
    [JSON.stringify({ ...sample, steps: [...sample.steps, ...sample.steps] }), "same id"],
    [JSON.stringify({ ...sample, steps: Array.from({ length: 2001 }, () => sample.steps[0]) }), "steps"],
    [`"${"x".repeat(20_000_001)}"`, "too large"],
  ])("of the wrong kind is refused with a sentence", (broken, word) => {
    const parsed = parseRecording(broken);
    expect(parsed.ok ? "" : parsed.sentence).toContain(word);
  });

  it("with anything of another type, or renamed, is refused with a sentence", () => {
    const places = placesIn(JSON.parse(text));
    const wrong = fc.constantFrom<unknown>(undefined, {}, [[]], Number.MAX_VALUE, "\u202e\u0000not an id", {
      __proto__: null,
      a: 1,
    });
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...places), wrong, (place, value) => {
        // Free texts may be anything, and lists may lose an entry: those are other recordings, not broken ones.
        const parsed = parseRecording(JSON.stringify(withPlace(JSON.parse(text), place, value)) ?? "");
        if (parsed.ok) {
          expect(fitsScene(sampleScene, parsed.recording)).toBe(true);
          return;
        }
        expect(parsed.sentence).toMatch(/^This (file|recording) .{10,220}\.$/);
        seen.add(JSON.stringify([place, value]));
      }),
      { numRuns: 600 },
    );
    expect(seen.size).toBeGreaterThan(200);
  });

  it("cut off anywhere is refused", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 3), (length) => {
        expect(parseRecording(text.slice(0, length)).ok).toBe(false);
      }),
    );
  });

  it("that names what it does not hold is refused", () => {
    const names = ["alice", "router1", "bob", "k1", "c1", "p1", "a1", "v1"];
    for (const name of names) {
      const places = placesIn(JSON.parse(text)).filter((place) => at(JSON.parse(text), place) === name);
      const named = places.filter((place) => !["text", "message", "label"].includes(place.at(-1) ?? ""));
      expect(named.length).toBeGreaterThan(0);
      for (const place of named) {
        const parsed = parseRecording(JSON.stringify(withPlace(JSON.parse(text), place, "nobody")));
        expect(parsed.ok, place.join(".")).toBe(false);
      }
    }
  });
});

function at(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return at(Object.entries(value).find(([name]) => name === key)?.[1], rest);
}
