import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RichSpan, richSpans } from "./richSpans.ts";

describe("richSpans", () => {
  test("plain words are one span", () => {
    expect(richSpans("Alice writes")).toEqual([{ kind: "text", text: "Alice writes" }]);
  });

  test("emphasis and code in their places", () => {
    expect(richSpans("Mallory *is* the `peer`.")).toEqual([
      { kind: "text", text: "Mallory " },
      { kind: "em", text: "is" },
      { kind: "text", text: " the " },
      { kind: "code", text: "peer" },
      { kind: "text", text: "." },
    ]);
  });

  test("stars inside code, lone marks and products stay as they are", () => {
    expect(richSpans("`a*b*c`")).toEqual([{ kind: "code", text: "a*b*c" }]);
    expect(richSpans("2 * 3 * 4")).toEqual([{ kind: "text", text: "2 * 3 * 4" }]);
    expect(richSpans("a lone ` and a lone *")).toEqual([{ kind: "text", text: "a lone ` and a lone *" }]);
  });

  test("markup is text", () => {
    expect(richSpans("<b>no</b>")).toEqual([{ kind: "text", text: "<b>no</b>" }]);
  });

  test("no character is lost or made up", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a*` ]*$/), (source) => {
        expect(richSpans(source).map(written).join("")).toBe(source);
      }),
    );
  });
});

function written(span: RichSpan): string {
  if (span.kind === "em") return `*${span.text}*`;
  return span.kind === "code" ? `\`${span.text}\`` : span.text;
}
