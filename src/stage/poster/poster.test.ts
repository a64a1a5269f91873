import { readFileSync } from "node:fs";
import { parseFragment } from "parse5";
import { beforeAll, describe, expect, it } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { createRuns, recorderOf } from "../../player/runs.ts";
import { loadScene } from "../../scenes/catalog.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import { keyLooks } from "../keyLooks.ts";
import { COLOURS } from "./look.ts";
import { posterOf } from "./poster.ts";
import { drawStep } from "./step.ts";
import { escaped, lines, widthOf } from "./svg.ts";

let scene: Scene;
let recording: Recording;
let svg: string;

beforeAll(async () => {
  const loaded = await loadScene("certificate");
  if (loaded === null) throw new Error("no scene");
  scene = loaded;
  const runs = createRuns(scene, recorderOf(scene, new RsaPool()));
  recording = (await runs.settle({ hops: scene.hops.default, throws: [] })).recording;
  svg = posterOf({ recording, scene: "A & <B>", question: "Why?", titles: titles(), switches: scene.switches });
});

/** Each picture’s title is its step’s id. */
function titles(): readonly string[] {
  return ["The opening", ...recording.steps.map(({ id }) => id)];
}

describe("a poster", () => {
  it("has a picture of each step, by its id and by its number", () => {
    for (const [index, title] of titles().entries()) {
      expect(svg).toContain(`<g id="${index}"/>`);
      if (index > 0) expect(svg).toContain(`<g id="${title}" class="s">`);
      expect(svg).toContain(`>${title}</text>`);
    }
  });

  it("is one well-formed document that loads nothing and runs nothing", () => {
    expect(lapsesOf(svg)).toEqual([]);
    expect(svg).not.toMatch(/<script|<foreignObject|\son[a-z]+=|(?:href|src)="(?!#)|url\((?!#)|@import/);
    const used = [...svg.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id);
    expect(used.length).toBeGreaterThan(10);
    for (const id of used) expect(svg).toContain(`id="${id}"`);
    expect(svg).toContain("A &amp; &lt;B>");
    expect(parseFragment(svg).childNodes).toHaveLength(1);
  });

  it("tells what the recording has: the keys on the wire, the packet, and the two lights of a verdict", () => {
    const index = recording.steps.findIndex(({ id }) => id === "alice.checks.certificate") + 1;
    const step = drawStep({ recording, index, scene: "", title: "", question: "", switches: scene.switches });
    const told = step.layers.join("");
    expect(told).toMatch(/signature valid<.*accepted</s);
    expect(told).toContain(">server half<");
    const last = drawStep({
      ...{ recording, scene: "", title: "", question: "", switches: scene.switches },
      index: recording.steps.length,
    });
    const channel = [...keyLooks(recording).values()].find(({ tone }) => tone === "yellow");
    expect(last.layers.join("")).toContain(`>${channel?.name}<`);
  });

  it("has the colours of the page, light and dark", () => {
    const tokens = readFileSync(new URL("../../ui/tokens.css", import.meta.url), "utf8");
    const [light = "", dark = ""] = tokens.split(':root[data-theme="dark"]');
    for (const [name, [day, night]] of Object.entries(COLOURS)) {
      expect(light).toContain(`--${name}: ${day};`);
      expect(dark).toContain(`--${name}: ${night};`);
    }
  });
});

describe("text in a poster", () => {
  it("stays within its width and keeps all that fits", () => {
    const writing = { size: 14 };
    const written = lines("one two three four five six seven", 90, 2, writing);
    expect(written).toHaveLength(2);
    for (const line of written) expect(widthOf(line, writing)).toBeLessThanOrEqual(90);
    expect(written[1]).toMatch(/…$/);
    expect(lines("short", 90, 2, writing)).toEqual(["short"]);
  });

  it("holds nothing that XML forbids", () => expect(escaped('a\u0000\uFFFE<"&')).toBe("a&lt;&quot;&amp;"));
});

/** Tags that are not closed as they were opened. */
function lapsesOf(xml: string): readonly string[] {
  const open: string[] = [];
  const lapses: string[] = [];
  for (const [, end, name = "", own] of xml.matchAll(/<(\/?)([a-zA-Z]+)(?:\s[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (end === "/") {
      if (open.pop() !== name) lapses.push(name);
    } else if (own !== "/") open.push(name);
  }
  const bare = xml.replace(/<\/?[a-zA-Z]+(?:\s[\w:-]+="[^"<]*")*\s*\/?>/g, "");
  return [...lapses, ...open, ...(bare.match(/<|&(?!\w+;)/g) ?? [])];
}
