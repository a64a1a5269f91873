import { describe, expect, it } from "vitest";
import { type PresentPress, presentCommandOf } from "./presentKeys.ts";

const press = (key: string, more: Partial<PresentPress> = {}): PresentPress => ({
  ...{ type: "keydown", key, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, repeat: false },
  ...more,
});

describe("the keys of a presentation", () => {
  it.each([
    ["b", { type: "cover", cover: "black" }],
    [".", { type: "cover", cover: "black" }],
    ["V", { type: "cover", cover: "black" }],
    ["w", { type: "cover", cover: "white" }],
    [",", { type: "cover", cover: "white" }],
    ["t", { type: "timer" }],
    ["q", { type: "code" }],
    ["l", { type: "spot", kind: "laser", down: true }],
    ["k", { type: "spot", kind: "light", down: true }],
  ])("%s: %j", (key, command) => {
    expect(presentCommandOf(press(key), "page", false)).toEqual(command);
    expect(presentCommandOf(press(key), "typing", false)).toBeNull();
    expect(presentCommandOf(press(key, { ctrlKey: true }), "page", false)).toBeNull();
    expect(presentCommandOf(press(key, { repeat: true }), "page", false)).toBeNull();
  });

  it("reveal while a question waits, and go on as ever where none does", () => {
    for (const key of ["Enter", "PageDown", "ArrowRight", "n"]) {
      expect(presentCommandOf(press(key), "page", true)).toEqual({ type: "reveal" });
      expect(presentCommandOf(press(key), "page", false)).toBeNull();
    }
    expect(presentCommandOf(press("Enter"), "button", true)).toBeNull();
    expect(presentCommandOf(press("ArrowRight"), "radio", true)).toBeNull();
    expect(presentCommandOf(press("PageDown"), "button", true)).toEqual({ type: "reveal" });
  });

  it("point while they are held", () => {
    expect(presentCommandOf(press("l", { type: "keyup" }), "page", false)).toMatchObject({ down: false });
    expect(presentCommandOf(press("b", { type: "keyup" }), "page", false)).toBeNull();
  });
});
