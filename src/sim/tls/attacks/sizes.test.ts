import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesOf, paddedTo, sealedSize } from "./sizes.ts";

const PAGES = [
  { name: "short", size: 120 },
  { name: "middle", size: 240 },
  { name: "twin", size: 240 },
  { name: "long", size: 400 },
];

describe("what sizes give away", () => {
  it("a size that one thing alone has names it", () => {
    expect(candidatesOf(PAGES, 120)).toEqual(["short"]);
    expect(candidatesOf(PAGES, 400)).toEqual(["long"]);
  });

  it("of two of the same size either may be it", () => expect(candidatesOf(PAGES, 240)).toEqual(["middle", "twin"]));

  it("a size that nothing has was padded: only what is shorter can be it", () => {
    expect(candidatesOf(PAGES, 300)).toEqual(["short", "middle", "twin"]);
    expect(candidatesOf(PAGES, 100)).toEqual([]);
  });

  it("padded to one size, all remain, whatever is measured", () => {
    const step = fc.integer({ min: 1, max: 512 });
    const lengths = fc.array(fc.integer({ min: 1, max: 512 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(lengths, step, (sizes, by) => {
        const pages = sizes.map((size, i) => ({ name: String(i), size: paddedTo(by)(size) }));
        for (const [i, size] of sizes.entries()) {
          const found = candidatesOf(pages, paddedTo(by)(size));
          expect(found).toContain(String(i));
          const alike = sizes.filter((other) => Math.ceil(other / by) === Math.ceil(size / by));
          expect(found).toHaveLength(alike.length);
        }
      }),
    );
  });
});

describe("the size of sealed records", () => {
  const sealed = (size: number) => [23, 3, 3, size >> 8, size & 255, ...new Array<number>(size).fill(7)];
  const open = [20, 3, 3, 0, 1, 1];

  it("is read from the headers, and open records do not count", () => {
    expect(sealedSize(Uint8Array.from([...open, ...sealed(300), ...sealed(20)]))).toBe(305 + 25);
    expect(sealedSize(Uint8Array.from(open))).toBe(0);
    expect(sealedSize(new Uint8Array())).toBe(0);
  });

  it("never fails, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(sealedSize(bytes)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("padding to steps", () => {
  it("is the next multiple, and never shorter", () => {
    expect([1, 255, 256, 257].map(paddedTo(256))).toEqual([256, 256, 256, 512]);
  });
});
