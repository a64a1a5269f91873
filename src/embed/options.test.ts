import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatParams, parseAddress } from "../player/address.ts";
import { readFrame } from "./options.ts";

function read(query: string) {
  return readFrame(parseAddress(`#/embed/mitm?${query}`));
}

const usual = read("").options;

describe("a frame's options", () => {
  it("are those of a frame that does nothing by itself", () => {
    expect(usual).toEqual({
      controls: "full",
      start: null,
      end: null,
      autoplay: false,
      loop: false,
      clickToLoad: false,
      links: true,
      fullscreen: true,
      keys: "inside",
      host: null,
      origins: null,
    });
    expect(read("").params).toEqual([]);
  });

  it.each(["autoplay", "autoplay=", "autoplay=1", "autoplay=true", "autoplay=yes", "autoplay=on", "autoplay=TRUE"])(
    "%s says yes",
    (query) => {
      expect(read(query)).toMatchObject({ options: { autoplay: true }, view: { sentences: [] } });
    },
  );

  it.each(["links=0", "links=false", "links=no", "links=off", "links=Off"])("%s says no", (query) => {
    expect(read(query)).toMatchObject({ options: { links: false }, view: { sentences: [] } });
  });

  it.each([
    ["controls", { controls: "full" }],
    ["controls=0", { controls: "none" }],
    ["controls=Minimal", { controls: "minimal" }],
    ["disablekb", { keys: "none" }],
    ["disablekb&keys=boundary", { keys: "boundary" }],
    ["start=a.b&end=c.d", { start: "a.b", end: "c.d" }],
    ["step=a.b&loop", { start: "a.b", loop: true }],
    ["origin=https://a.example,http://b.example:8080/", { origins: ["https://a.example", "http://b.example:8080"] }],
  ])("%s is understood", (query, options) => {
    expect(read(query)).toMatchObject({ options, view: { sentences: [] } });
  });

  it("a list of origins that lists nobody lets nobody in", () => {
    for (const query of ["origin", "origin=", "origin=%", "origin=null", "origin=*"])
      expect(read(query).options.origins).toEqual([]);
  });

  it.each(["controls=huge", "autoplay=perhaps", "keys=all", "host=prezi", "loop=1,0", "fs=1@a.b", "origin=school"])(
    "%s is the default, and said once",
    (query) => {
      const { options, view } = read(query);
      expect(view.sentences).toHaveLength(1);
      expect(options).toEqual(query.startsWith("origin") ? { ...usual, origins: [] } : usual);
    },
  );

  it("keep a list of origins shut that can't be read, in whole or in part", () => {
    for (const list of ["x", "https://a.example/path", "javascript:alert(1)", "%E0%A4%A", ",", "null", "*"]) {
      expect(read(`origin=${list}`).options.origins, list).toEqual([]);
    }
    expect(read("origin=https://a.example,").options.origins).toEqual(["https://a.example"]);
  });

  it("begin where the address does, and leave the view to the scene", () => {
    const { view } = read("start=a.b&depth=bytes&ctl&mallory=relay");
    expect(formatParams("embed", view.scene, view.params)).toBe("#/embed/mitm?step=a.b&depth=bytes&mallory=relay");
    const moved = read("start=a.b&step=c.d&end=e.f");
    expect(formatParams("embed", "mitm", moved.view.params)).toBe("#/embed/mitm?step=c.d");
    expect(moved.options.start).toBe("a.b");
  });

  it("come back the same from the address that the frame writes", () => {
    const flag = fc.constantFrom("", "=1", "=0", "=yes", "=off", "=perhaps");
    const part = fc.oneof(
      fc
        .tuple(fc.constantFrom("autoplay", "loop", "ctl", "links", "fs", "disablekb", "controls"), flag)
        .map((p) => p.join("")),
      fc.constantFrom("controls=minimal", "keys=boundary", "host=reveal", "start=a.b", "end=c.d", "step=e.f"),
      fc.constantFrom("origin=https://a.example", "origin=nobody", "depth=bytes", "x", "=", "%"),
      fc.string({ unit: "binary", maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const { options, view, params } = read(parts.join("&"));
        const again = readFrame(parseAddress(formatParams("embed", "mitm", [...view.params, ...params])));
        expect(again.options).toEqual(options);
        expect(again.params).toEqual(params);
        for (const sentence of view.sentences) expect(sentence.length).toBeLessThan(240);
      }),
      { numRuns: 50 },
    );
  });
});
