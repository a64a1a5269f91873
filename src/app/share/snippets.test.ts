import fc from "fast-check";
import { Lexer, type Token } from "marked";
import { type DefaultTreeAdapterMap, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { addressOf, OBSERVED } from "../../embed/element/attributes.ts";
import { readFrame } from "../../embed/options.ts";
import { parseAddress } from "../../player/address.ts";
import { resolveWish } from "../../player/url.ts";
import { cards, loadScene } from "../../scenes/catalog.ts";
import type { Scene } from "../../scenes/types.ts";
import { builderAddress, type Choice, choiceOf, freshChoice, paramsOf, readBuilder } from "./choice.ts";
import { builderFor, isBuilder } from "./isBuilder.ts";
import { type Embed, siteIn, snippetOf } from "./snippets.ts";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

const site = "https://your.site/it's (here)/a&b/";
const scenes = (await Promise.all(cards.map(({ id }) => loadScene(id)))).filter((scene) => scene !== null);

/** Any text that an address may hold, with what HTML, Markdown and addresses take for their own. */
const texts = fc.oneof(
  fc.constantFrom(
    '"',
    "<b>",
    "]]",
    ")",
    "](x)",
    "&amp;",
    "`",
    "\\",
    "'",
    "#",
    "%",
    "  ",
    "=",
    "@",
    ",",
    "\u202e",
    "é",
    "💡",
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
);
const words = fc.array(texts, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("").trim() || "x");

const choices = fc.constantFrom(...scenes).chain((scene) => fc.tuple(fc.constant(scene), choiceIn(scene)));

function choiceIn(scene: Scene): fc.Arbitrary<Choice> {
  const fresh = freshChoice(scene);
  const after = fc.option(words, { nil: null });
  const throws = fc.tuple(
    ...scene.switches.map((spec) =>
      fc.option(
        fc.record({ switch: fc.constant(spec.id), value: fc.constantFrom(...spec.options.map((o) => o.value)), after }),
        { nil: null },
      ),
    ),
  );
  return fc
    .record({
      step: fc.option(words, { nil: null }),
      eyes: fc.constantFrom("all", "bob"),
      depth: fc.constantFrom("story" as const, "bytes" as const),
      theme: fc.constantFrom(null, "dark" as const),
      speed: fc.constantFrom(1 as const, 2 as const),
      hops: fc.integer(scene.hops),
      throws,
      end: fc.option(words, { nil: null }),
      controls: fc.constantFrom("full" as const, "none" as const),
      keys: fc.constantFrom("inside" as const, "boundary" as const),
      flags: fc.record({
        autoplay: fc.boolean(),
        links: fc.boolean(),
        fullscreen: fc.boolean(),
        clickToLoad: fc.boolean(),
      }),
      lang: fc.constantFrom(null, "de" as const),
      sandbox: fc.boolean(),
    })
    .map(({ throws: thrown, end, controls, keys, flags, lang, sandbox, ...view }) => ({
      view: { ...fresh.view, ...view, throws: thrown.filter((one) => one !== null) },
      // What begins again, begins where it began: the address says so once.
      options: { ...fresh.options, end, start: end === null ? null : view.step, controls, keys, ...flags },
      lang,
      sandbox,
    }));
}

function embedOf(scene: Scene, choice: Choice, title: string): Embed {
  const params = paramsOf(scene, choice);
  const { fullscreen } = choice.options;
  const common = { site, scene: scene.card.id, title, params, viewParams: params, picture: choice.view.step };
  return { ...common, fullscreen, sandbox: choice.sandbox };
}

describe("what is copied", () => {
  it("says in HTML what was chosen, whatever it is: the frame’s address is read back as the same choice", () => {
    fc.assert(
      fc.property(choices, words, ([scene, choice], title) => {
        const [frame, ...more] = elementsIn(snippetOf("iframe", embedOf(scene, choice, title)));
        expect(more).toEqual([]);
        const { src = "", title: named, loading, allow } = attributesOf(frame);
        expect({ named, loading }).toEqual({ named: title, loading: "lazy" });
        expect(allow).toBe(choice.options.fullscreen ? "fullscreen" : undefined);
        expect(src.startsWith(site)).toBe(true);
        expect(readBack(scene, src.slice(site.length))).toEqual(said(choice));
      }),
      { numRuns: 50 },
    );
  });

  it("says it in the element’s attributes, which give the same address", () => {
    fc.assert(
      fc.property(choices, words, ([scene, choice], title) => {
        const all = elementsIn(snippetOf("element", embedOf(scene, choice, title)));
        expect(all.map(({ tagName }) => tagName)).toEqual(["script", "alice-bob-scene", "a", "img"]);
        const attributes = attributesOf(all[1]);
        for (const name of Object.keys(attributes)) expect(OBSERVED).toContain(name);
        const address = addressOf((name) => attributes[name] ?? null, site);
        const clicked = { ...choice, options: { ...choice.options, clickToLoad: false } };
        expect(readBack(scene, address.slice(site.length))).toEqual(said(clicked));
        expect("ctl" in attributes).toBe(choice.options.clickToLoad);
        expect(attributesOf(all[3]).alt).toBe(title);
      }),
      { numRuns: 50 },
    );
  });

  it("is one linked picture in Markdown", () => {
    fc.assert(
      fc.property(choices, words, ([scene, choice], title) => {
        const plain = title.replace(/\s+/g, " ");
        const [paragraph, ...more] = new Lexer().lex(snippetOf("markdown", embedOf(scene, choice, plain)));
        expect(more).toEqual([]);
        const [link, ...others] = childrenOf(paragraph);
        expect(others).toEqual([]);
        expect(link?.type).toBe("link");
        const [image, ...rest] = childrenOf(link);
        expect(rest).toEqual([]);
        expect(image).toMatchObject({ type: "image" });
        const address = link !== undefined && "href" in link ? String(link.href) : "";
        expect(new URL(address).hash).toMatch(/^#\/scene\//);
        expect(new URL(address).pathname).toBe(new URL(site).pathname.replaceAll("(", "%28").replaceAll(")", "%29"));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the builder’s address", () => {
  it("holds all that is chosen", () => {
    fc.assert(
      fc.property(choices, ([scene, choice]) => {
        const hash = builderAddress(scene, choice);
        expect(isBuilder(hash)).toBe(true);
        const read = choiceOf(readBuilder(hash), scene);
        expect(read.sentences).toEqual([]);
        expect(said(read.choice)).toEqual(said(choice));
        expect(read.choice).toMatchObject({ lang: choice.lang, sandbox: choice.sandbox });
      }),
      { numRuns: 50 },
    );
  });

  it("is had from that of a scene, and begins somewhere where it names none", () => {
    expect(builderFor("#/scene/mitm?step=end")).toBe("#/embed-builder/mitm?step=end");
    expect(readBuilder("#/embed-builder").scene).toBe("mitm");
    expect(readBuilder("#/embed-builder/direct?depth=bytes")).toMatchObject({ scene: "direct", page: "embed" });
  });

  it.each([
    ["https://your.site/tls", "https://your.site/tls/"],
    ["https://your.site/tls/index.html?x#y", "https://your.site/tls/"],
    ["http://localhost:4173", "http://localhost:4173/"],
    ["https://your.site/one.html", "https://your.site/one.html"],
    ["javascript:alert(1)", null],
    ["your.site", null],
  ])("%s lies at %s", (written, found) => expect(siteIn(written)).toBe(found));
});

/** What an address of an embedded scene says, in the order in which it doesn’t matter. */
function readBack(scene: Scene, hash: string) {
  const frame = readFrame(parseAddress(hash));
  const { view, sentences } = resolveWish(frame.view, scene);
  expect(sentences).toEqual([]);
  return said({ view, options: frame.options, lang: null, sandbox: false });
}

function said({ view, options }: Choice) {
  const throws = [...view.throws].sort((a, b) => (a.switch < b.switch ? -1 : 1));
  return { view: { ...view, throws }, options };
}

function elementsIn(html: string): readonly Element[] {
  return elementsOf(parseFragment(html));
}

function elementsOf(node: Node): readonly Element[] {
  if (!("childNodes" in node)) return [];
  return node.childNodes.flatMap((child) => ("tagName" in child ? [child, ...elementsOf(child)] : []));
}

function attributesOf(element: Element | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((element?.attrs ?? []).map(({ name, value }) => [name, value]));
}

function childrenOf(token: Token | undefined): readonly Token[] {
  return token !== undefined && "tokens" in token ? (token.tokens ?? []) : [];
}
