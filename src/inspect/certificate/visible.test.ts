import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { visible, visibleSpans } from "./visible.ts";

describe("visible", () => {
  test("leaves ordinary names alone", () => {
    expect(visible("CN=bob.example")).toBe("CN=bob.example");
    expect(visible("CN=Bücher, O=日本 GmbH")).toBe("CN=Bücher, O=日本 GmbH");
  });

  test.each([
    ["bidirectional override", "bob\u202eelpmaxe", "bob‹U+202E›elpmaxe"],
    ["isolate", "\u2066x\u2069", "‹U+2066›x‹U+2069›"],
    ["zero-width space and joiner", "b\u200bo\u200db", "b‹U+200B›o‹U+200D›b"],
    ["NUL", "bob.example\u0000.evil", "bob.example‹U+0000›.evil"],
    ["line feed", "a\nb", "a‹U+000A›b"],
    ["no-break space", "a\u00a0b", "a‹U+00A0›b"],
    ["line separator", "a\u2028b", "a‹U+2028›b"],
    ["lone surrogate", "a\ud800b", "a‹U+D800›b"],
    ["byte order mark", "\ufeffa", "‹U+FEFF›a"],
    ["Hangul filler", "a\u3164b", "a‹U+3164›b"],
    ["tag beyond the first plane", "a\u{e0041}b", "a‹U+E0041›b"],
  ])("shows %s", (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test("cuts what is too long and says so", () => {
    expect(visible("a".repeat(1000))).toBe(`${"a".repeat(400)}‹(600 more characters)›`);
  });

  test("nothing shown as it is can hide or turn text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const plain = visibleSpans(text).filter((span) => !span.hidden);
        expect(plain.some((span) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(span.text))).toBe(false);
      }),
    );
  });
});
