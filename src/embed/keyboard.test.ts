import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandOf, type Focus, focusKind, following, type Press } from "./keyboard.ts";

const bare: Press = { key: "", ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, repeat: false };
const press = (key: string, more: Partial<Press> = {}): Press => ({ ...bare, key, ...more });
const all: readonly Focus[] = ["page", "typing", "button", "link", "radio", "slider"];

describe("keys", () => {
  it.each([
    [" ", "togglePlay"],
    ["ArrowRight", "next"],
    ["PageDown", "next"],
    ["n", "next"],
    ["ArrowLeft", "previous"],
    ["PageUp", "previous"],
    ["Home", "first"],
    ["End", "last"],
    ["1", "depth"],
    ["2", "depth"],
    ["3", "depth"],
    ["m", "mallory"],
    ["M", "mallory"],
    ["f", "fullscreen"],
    ["b", "blackout"],
    [".", "blackout"],
    ["?", "help"],
    ["s", "present"],
    ["Escape", "escape"],
  ])("%j: %s", (key, type) => {
    expect(commandOf(press(key), "page")).toMatchObject({ type });
  });

  it("are ignored while typing and with a modifier", () => {
    const keys = fc.oneof(fc.constantFrom(" ", "ArrowRight", "m", "f", "Escape", "1"), fc.string({ maxLength: 3 }));
    const modifier = fc.constantFrom({ ctrlKey: true }, { altKey: true }, { metaKey: true });
    fc.assert(
      fc.property(keys, modifier, fc.constantFrom(...all), (key, held, focus) => {
        expect(commandOf(press(key), "typing")).toBeNull();
        expect(commandOf(press(key, held), focus)).toBeNull();
      }),
    );
    expect(commandOf(press("N", { shiftKey: true }), "page")).toBeNull();
    expect(commandOf(press("?", { shiftKey: true }), "page")).toMatchObject({ type: "help" });
  });

  it("stay with the control that uses them; a clicker’s keys don’t", () => {
    expect(commandOf(press(" "), "button")).toBeNull();
    expect(commandOf(press("ArrowRight"), "radio")).toBeNull();
    expect(commandOf(press("Home"), "slider")).toBeNull();
    expect(commandOf(press("ArrowRight"), "button")).toMatchObject({ type: "next" });
    expect(commandOf(press(" "), "link")).toMatchObject({ type: "togglePlay" });
    for (const focus of all.filter((one) => one !== "typing")) {
      expect(commandOf(press("PageDown"), focus)).toMatchObject({ type: "next" });
    }
  });

  it("held down repeat steps, not switches", () => {
    expect(commandOf(press("ArrowRight", { repeat: true }), "page")).toMatchObject({ type: "next" });
    for (const key of [" ", "m", "f", "b", "?"]) expect(commandOf(press(key, { repeat: true }), "page")).toBeNull();
  });

  it("never fail", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...all), (key, focus) => {
        commandOf(press(key), focus);
      }),
    );
    for (const key of ["__proto__", "constructor", "toString"]) expect(commandOf(press(key), "page")).toBeNull();
  });

  it("know what has the focus", () => {
    const element = { tag: "div", type: "", role: "", editable: false };
    expect(focusKind(element)).toBe("page");
    expect(focusKind({ ...element, editable: true })).toBe("typing");
    expect(focusKind({ ...element, tag: "select" })).toBe("typing");
    expect(focusKind({ ...element, tag: "input", type: "search" })).toBe("typing");
    expect(focusKind({ ...element, tag: "input", type: "range" })).toBe("slider");
    expect(focusKind({ ...element, tag: "input", type: "radio" })).toBe("radio");
    expect(focusKind({ ...element, tag: "input", type: "checkbox" })).toBe("button");
    expect(focusKind({ ...element, tag: "button" })).toBe("button");
  });

  it("cycle through the strategies", () => {
    expect(following(["off", "listen", "relay"], "relay")).toBe("off");
    expect(following(["off", "listen", "relay"], "off")).toBe("listen");
    expect(following(["off"], "gone")).toBe("off");
  });
});
