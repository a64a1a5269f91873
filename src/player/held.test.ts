import { describe, expect, it } from "vitest";
import { loadScene } from "../scenes/catalog.ts";
import { withHeld } from "./held.ts";
import { runsOf } from "./session.ts";

describe("a run that is there as a recording alone", () => {
  it("comes back for its setup, and gives way to new runs for any other, which is told once", async () => {
    const scene = await loadScene("routers");
    if (scene === null) throw new Error("no scene");
    const throws = [
      { switch: "mallory", value: "off", after: null },
      { switch: "mallory", value: "tamper", after: "request.reaches.router1" },
    ];
    const { recording } = await runsOf(scene).settle({ hops: 3, throws });
    let told = 0;
    const runs = withHeld(runsOf(scene), recording, () => {
      told++;
    });
    expect((await runs.settle({ hops: 3, throws: [...throws].reverse() })).recording).toBe(recording);
    expect(told).toBe(0);
    const other = (await runs.settle({ hops: 3, throws: [] })).recording;
    expect(told).toBe(1);
    const again = await runs.settle({ hops: 3, throws });
    expect(told).toBe(1);
    // From here on all runs belong together: none has the old keys in its past.
    expect(again.recording).not.toBe(recording);
    expect(again.recording.made).toEqual(other.made);
  });

  it("is of the seed that it was run with: neither of another, nor of none", async () => {
    const scene = await loadScene("direct");
    if (scene === null) throw new Error("no scene");
    const setup = { hops: scene.hops.default, throws: [] };
    const { recording } = await runsOf(scene).settle({ ...setup, seed: "class 7b" });
    for (const seed of [{}, { seed: "class 7c" }]) {
      const runs = withHeld(runsOf(scene), recording, () => undefined);
      expect((await runs.settle({ ...setup, ...seed })).recording.seed).toBe(seed.seed);
    }
    const same = withHeld(runsOf(scene), recording, () => undefined);
    expect((await same.settle({ ...setup, seed: "class 7b" })).recording).toBe(recording);
  });
});
