import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAddress } from "./address.ts";
import { sampleRecording, sampleScene } from "./sample.ts";
import { formatAddress, resolveView, resolveWish, type View } from "./url.ts";

const recording = sampleRecording();
const steps = recording.steps.map((step) => step.id);
const plain: View = { hops: 1, throws: [], depth: "story", eyes: "all", speed: 1, theme: null, step: null };

const views: fc.Arbitrary<View> = fc.record({
  hops: fc.integer({ min: 1, max: 4 }),
  throws: fc.uniqueArray(
    fc.record({
      switch: fc.constantFrom("mallory", "names"),
      value: fc.constantFrom("off"),
      after: fc.constantFrom(null, ...steps),
    }),
    { selector: (t) => `${t.switch} ${t.after}`, maxLength: 10 },
  ),
  depth: fc.constantFrom("story", "protocol", "bytes"),
  eyes: fc.constantFrom("all", "alice", "router1", "bob"),
  speed: fc.constantFrom(0.5, 1, 2, 4),
  theme: fc.constantFrom(null, "light", "dark", "auto"),
  step: fc.constantFrom(null, ...steps),
});

function read(hash: string) {
  const wish = resolveWish(parseAddress(hash), sampleScene);
  return { ...wish.view, ...resolveView(wish, recording, []) };
}

describe("the address", () => {
  it("of a plain view is the scene alone", () => {
    expect(formatAddress("scene", sampleScene, plain)).toBe("#/scene/sample");
  });

  it("has a short form for Mallory", () => {
    const one = { ...plain, throws: [{ switch: "mallory", value: "tamper", after: "alice.sends" }] };
    expect(formatAddress("scene", sampleScene, one)).toBe("#/scene/sample?mallory=tamper&from=alice.sends");
    expect(read("#/scene/sample?mallory=tamper&from=alice.sends").throws).toEqual(one.throws);
  });

  it("names switches thrown in the middle", () => {
    const hash = "#/scene/sample?mallory=tamper,off@alice.sends&names=on@bob.acts";
    expect(read(hash).throws).toEqual([
      { switch: "mallory", value: "tamper", after: null },
      { switch: "mallory", value: "off", after: "alice.sends" },
      { switch: "names", value: "on", after: "bob.acts" },
    ]);
    expect(read(hash).sentences).toEqual([]);
  });

  it("comes back the same", () => {
    fc.assert(
      fc.property(views, fc.constantFrom("scene" as const, "embed" as const), (view, page) => {
        const hash = formatAddress(page, sampleScene, view);
        const address = parseAddress(hash);
        const got = read(hash);
        expect(address.page).toBe(page);
        expect(got.sentences).toEqual([]);
        expect({ ...got, step: view.step }).toMatchObject({ ...view, throws: expect.anything() });
        expect(got.index).toBe(view.step === null ? 0 : steps.indexOf(view.step) + 1);
        expect(new Set(got.throws.map((t) => JSON.stringify(t)))).toEqual(
          new Set(view.throws.map((t) => JSON.stringify(t))),
        );
        expect(formatAddress(page, sampleScene, got)).toBe(
          formatAddress(page, sampleScene, { ...view, throws: got.throws }),
        );
      }),
    );
  });

  it.each([
    ["#/scene/sample?step=nowhere", "step"],
    ["#/scene/sample?depth=deep", "depth"],
    ["#/scene/sample?eyes=carol", "carol"],
    ["#/scene/sample?hops=99", "routers"],
    ["#/scene/sample?hops=-1", "routers"],
    ["#/scene/sample?hops=2.5", "routers"],
    ["#/scene/sample?mallory=naughty", "Mallory"],
    ["#/scene/sample?from=alice.sends", "from"],
    ["#/scene/sample?mallory=off@alice.sends&from=alice.sends", "from"],
    ["#/scene/sample?colour=red", "colour"],
    ["#/scene/sample?theme=pink", "theme"],
    ["#/scene/sample?speed=3", "speed"],
    ["#/scene/sample?speed", "speed"],
    ["#/scene/sample?depth=%E0%A4%A", "depth"],
    ["#/scene/sample?depth=story,bytes", "one value"],
    ["#/scene/sample?depth=bytes&depth=story", "twice"],
    ["#/nowhere", "no page"],
    ["#/scene/", "no page"],
    ["#/scene/a/b", "no page"],
    [`#/scene/sample?x=${"y".repeat(5000)}`, "too long"],
  ])("%s: one sentence, and the default", (hash, word) => {
    const { sentences, depth, hops, speed } = read(hash);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain(word);
    expect({ depth: word === "twice" ? "story" : depth, hops, speed }).toEqual({ depth: "story", hops: 1, speed: 1 });
  });

  it("knows the start page", () => {
    for (const hash of ["", "#", "#/"]) expect(parseAddress(hash)).toMatchObject({ page: "start", sentences: [] });
  });

  it("never throws, whatever it holds", () => {
    const pieces = fc.constantFrom(
      "#/scene/sample?",
      "#/embed/",
      "step=",
      "mallory=",
      "&",
      "from=",
      "@",
      ",",
      "%",
      "=",
      "?",
      "/",
      "hops=",
    );
    const garbage = fc
      .array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(garbage, fc.string({ unit: "binary", maxLength: 6000 })), (hash) => {
        const got = read(hash);
        expect(got.index).toBe(0);
        expect(got.hops).toBeGreaterThanOrEqual(1);
        for (const sentence of got.sentences) expect(sentence.length).toBeLessThan(240);
      }),
    );
  });
});
