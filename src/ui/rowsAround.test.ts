import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstRows, rowNumbers, rowsAround } from "./rowsAround.ts";

describe("rows around what is in view", () => {
  it("are all that is in view, and little more, wherever it is", () => {
    // In hundredths of a row: a screen has no smaller parts, and a double has.
    const hundredths = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 100);
    fc.assert(
      fc.property(
        hundredths(-5000, 300_000),
        hundredths(0, 6000),
        fc.nat(2000),
        fc.nat(20),
        (top, height, count, margin) => {
          const { from, to } = rowsAround(top, top + height, count, margin);
          expect(from).toBeLessThanOrEqual(Math.min(Math.max(Math.floor(top), 0), count));
          expect(to).toBeGreaterThanOrEqual(Math.min(Math.max(Math.ceil(top + height), 0), count));
          expect(to - from).toBeLessThanOrEqual(height + 2 * (margin + 8));
        },
      ),
    );
  });

  it("are the first before anything is measured", () => {
    expect([1000, 5, 0].map(firstRows)).toEqual([16, 5, 0].map((to) => ({ from: 0, to })));
  });

  it("keep single rows among them, once and in order", () => {
    expect(rowNumbers({ from: 3, to: 6 }, [9, 1, 4, 9, -1, 12], 10)).toEqual([1, 3, 4, 5, 9]);
  });
});
