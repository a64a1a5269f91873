import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asTime, elapsed, readStopwatch, reset, started, toggled } from "./stopwatch.ts";

describe("the stopwatch", () => {
  it("counts while it runs, and goes on from where it stood", () => {
    const running = started(1000);
    expect(elapsed(running, 4000)).toBe(3000);
    const stopped = toggled(running, 4000);
    expect(elapsed(stopped, 9000)).toBe(3000);
    expect(elapsed(toggled(stopped, 9000), 10_000)).toBe(4000);
    expect(elapsed(reset(running, 5000), 6000)).toBe(1000);
    expect(elapsed(reset(stopped, 5000), 6000)).toBe(0);
    expect([0, 59_999, 60_000, 3_723_000].map(asTime)).toEqual(["0:00", "0:59", "1:00", "1:02:03"]);
  });

  it("is kept as text, and nothing else is taken for one", () => {
    const watch = toggled(started(1), 5);
    expect(readStopwatch(JSON.stringify(watch))).toEqual(watch);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readStopwatch(text)).toBeNull();
      }),
    );
    expect(readStopwatch('{"banked":-1,"since":null}')).toBeNull();
  });
});
