import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels } from "./labels.ts";

describe("labels on the rail", () => {
  it("never overlap, never leave the rail, and always show the first rank", () => {
    const ticks = fc.array(fc.record({ text: fc.string({ maxLength: 40 }), rank: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
      maxLength: 120,
    });
    fc.assert(
      fc.property(ticks, fc.integer({ min: 200, max: 2000 }), fc.nat(), (list, width, seed) => {
        const current = seed % list.length;
        const all = list.map((tick, i) => ({
          ...tick,
          text: i === current ? "here" : tick.text,
          rank: i === current ? 0 : tick.rank,
          at: list.length === 1 ? 0 : i / (list.length - 1),
        }));
        const placed = placeLabels(all, width);
        expect(placed.some((p) => p.index === current)).toBe(true);
        placed.forEach((p, i) => {
          expect(p.left).toBeGreaterThanOrEqual(0);
          expect(p.left + p.width).toBeLessThanOrEqual(width);
          const next = placed[i + 1];
          if (next !== undefined) expect(next.left).toBeGreaterThanOrEqual(p.left + p.width);
        });
      }),
    );
  });
});
