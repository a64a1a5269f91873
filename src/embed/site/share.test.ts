import { parse, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { attribute, element } from "./markup.ts";
import type { ScenePoster } from "./posters.ts";
import { shareFiles } from "./share.ts";

const scene: ScenePoster = {
  card: { id: "mitm", act: 3, title: "“A” & <b>", question: 'Who is "Bob"?' },
  steps: [],
  svg: "<svg/>",
};

describe("what links unfold to", () => {
  it("is an oEmbed answer of the rich type, and a page that leads to the scene, where the site’s address is known", () => {
    const files = shareFiles([scene], "https://your.site/tls/");
    expect([...files.keys()]).toEqual(["s/mitm.html", "oembed/mitm.json"]);
    const answer: unknown = JSON.parse(files.get("oembed/mitm.json") ?? "");
    expect(answer).toMatchObject({ version: "1.0", type: "rich", width: 800, height: 500 });
    const html = typeof answer === "object" && answer !== null && "html" in answer ? String(answer.html) : "";
    const [frame] = parseFragment(html).childNodes;
    const attributes = frame !== undefined && "attrs" in frame ? frame.attrs : [];
    expect(Object.fromEntries(attributes.map(({ name, value }) => [name, value]))).toMatchObject({
      src: "https://your.site/tls/#/embed/mitm",
      title: "“A” & <b> · Between Alice and Bob",
    });
    const page = files.get("s/mitm.html") ?? "";
    expect(page).toContain('<meta property="og:image" content="https://your.site/tls/card.png">');
    expect(page).toContain('type="application/json+oembed" href="https://your.site/tls/oembed/mitm.json"');
    expect(page).toContain('content="0; url=../#/scene/mitm"');
    expect(page).not.toMatch(/<script|<style|style=|\son[a-z]+=/);
    expect(JSON.stringify(parse(page), ["childNodes", "tagName"])).not.toContain('"tagName":"b"');
  });

  it("holds nothing that would need the site’s address, where that is unknown", () => {
    const files = shareFiles([scene], null);
    expect([...files.keys()]).toEqual(["s/mitm.html"]);
    expect(files.get("s/mitm.html")).not.toMatch(/og:image|og:url|oembed|https?:/);
  });
});

describe("markup", () => {
  it("is read back as it was written", () => {
    const value = `"'<>&amp;\r\n\t`;
    const [image] = parseFragment(element("img", { alt: value, hidden: true, title: null })).childNodes;
    expect(image !== undefined && "attrs" in image && image.attrs).toEqual([
      { name: "alt", value },
      { name: "hidden", value: "" },
    ]);
    expect(attribute("a<b")).toBe("a&lt;b");
  });
});
