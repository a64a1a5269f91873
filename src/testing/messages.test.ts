import { describe, expect, it } from "vitest";
import { hardCoded } from "./hardCoded.ts";
import { groupOf, messagesIn } from "./messages.ts";
import { sourceFiles } from "./source.ts";

describe("what stands on screen", () => {
  it("comes from a message, all of it", () => {
    expect(sourceFiles().flatMap(hardCoded)).toEqual([]);
  });

  it.each([
    ["app/a.tsx", "const a = <p>Hello there</p>;"],
    ["app/a.tsx", 'const a = <p aria-label="Close" />;'],
    ["scenes/a.ts", 'const a = "What is it that happens?";'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code, as text
    ["scenes/a.ts", "const a = `${who} opens the old letter`;"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code, as text
    ["stage/a.ts", 'const a = t`${who} ${yes ? "opens the old letter" : t`waits`}`;'],
    ["stage/a.ts", 'const a = b + "and then it all ended";'],
  ])("catches a text planted in %s: %s", (path, text) => {
    expect(hardCoded({ path, text })).toHaveLength(1);
  });

  it.each([
    ["app/a.tsx", "const a = <p>{t`Hello there`}</p>;"],
    ["app/a.tsx", 'const a = <p className="one two three" role="status">·</p>;'],
    ["scenes/a.ts", 'throw new Error("this can not be so");'],
    ["scenes/a.ts", 'const a = plural(n, { one: "the one and only", other: "all # of them" });'],
    ["sim/a.ts", 'const a = "not shown to anybody here";'],
  ])("leaves alone what is no such text in %s: %s", (path, text) => {
    expect(hardCoded({ path, text })).toEqual([]);
  });
});

describe("the messages of the source", () => {
  it("are found with their keys", () => {
    const text =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: source code, as text
      'const a = [t`${who} opens ${what}`, about("a button")`open`, plural(n, { one: "# step", other: "# steps" })];';
    expect(messagesIn([{ path: "scenes/mitm/a.ts", text }])).toEqual([
      { key: "{a} opens {b}", group: "scenes.mitm", place: "src/scenes/mitm/a.ts:1" },
      { key: "a button\u0004open", group: "scenes.mitm", place: "src/scenes/mitm/a.ts:1" },
      { key: "{a, plural, one {# step} other {# steps}}", group: "scenes.mitm", place: "src/scenes/mitm/a.ts:1" },
    ]);
    expect(groupOf("scenes/cards.ts")).toBe("scenes");
  });
});
