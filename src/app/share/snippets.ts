import { FLAG_NAMES, TEXT_NAMES } from "../../embed/element/attributes.ts";
import { type Attributes, element } from "../../embed/site/markup.ts";
import { t } from "../../language/t.ts";
import { formatParams, type Param } from "../../player/address.ts";

/** An embedded scene, as all snippets need to know it. */
export type Embed = Readonly<{
  /** Where the built site lies: with a slash, or a file’s name, at its end. */
  site: string;
  scene: string;
  /** Plain text: what the frame is called, and what the picture shows. */
  title: string;
  params: readonly Param[];
  /** Those of them that say what is seen, for a link to the whole scene. */
  viewParams: readonly Param[];
  /** The step of which there is a picture; null: of the opening. */
  picture: string | null;
  fullscreen: boolean;
  sandbox: boolean;
}>;

export type Kind = "element" | "iframe" | "markdown" | "link";

/**
 * Enough for everything a scene does: its modules and storage are its own site’s, and links and downloads open. The page
 * around it, which is of another origin, gains nothing by that and loses nothing.
 */
export const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

const SIZE = { width: 800, height: 500 } as const;
/** As wide as there is room; as tall as its picture is, and never too low for its controls. */
const STYLE = ["width: 100%", "height: auto", "aspect-ratio: 8 / 5", "min-height: 34rem", "border: 0"].join("; ");

/** What an author copies into a page. */
export function snippetOf(kind: Kind, embed: Embed): string {
  switch (kind) {
    case "element":
      return elementSnippet(embed);
    case "iframe":
      return iframeSnippet(embed);
    case "markdown":
      return `[![${inMarkdown(embed.title)}](${address(pictureOf(embed))})](${address(sceneOf(embed))})`;
    case "link":
      return sceneOf(embed);
  }
}

/** A page whose link unfolds to a preview, and which leads to the scene. */
export function previewPage({ site, scene }: Embed): string {
  return new URL(`s/${encodeURIComponent(scene)}.html`, site).href;
}

function iframeSnippet(embed: Embed): string {
  return element("iframe", {
    src: `${embed.site}${formatParams("embed", embed.scene, embed.params)}`,
    title: embed.title,
    ...SIZE,
    style: STYLE,
    loading: "lazy",
    allow: embed.fullscreen ? "fullscreen" : null,
    sandbox: embed.sandbox ? SANDBOX : null,
  });
}

function elementSnippet(embed: Embed): string {
  const script = element("script", { async: true, src: new URL("embed.js", embed.site).href });
  const image = element("img", { src: pictureOf(embed), alt: embed.title, ...SIZE, loading: "lazy" });
  const fallback = element("a", { href: sceneOf(embed) }, image);
  const own = attributesOf(embed.params);
  const attributes = { scene: embed.scene, ...own, label: own.ctl === true ? t`Load the scene` : null };
  return `${script}\n${element("alice-bob-scene", attributes, `\n  ${fallback}\n`)}`;
}

/** Parameters as the element’s attributes: those that it has no attribute for stand in `switches`. */
function attributesOf(params: readonly Param[]): Attributes {
  const found: Record<string, string | true> = {};
  const others: Param[] = [];
  for (const param of params) {
    const [item, ...more] = param.items;
    const isPlain = item !== undefined && item.after === null && more.length === 0;
    const isFlag = FLAG_NAMES.includes(param.name);
    if (!isPlain || !(isFlag || TEXT_NAMES.some((name) => name === param.name))) others.push(param);
    else found[param.name] = isFlag && item.value === "1" ? true : item.value;
  }
  if (others.length > 0) found.switches = formatParams("start", null, others).replace(/^[^?]*\?/, "");
  return found;
}

function pictureOf({ site, scene, picture }: Embed): string {
  const fragment = picture === null ? "" : `#${encodeURIComponent(picture)}`;
  return `${new URL(`posters/${encodeURIComponent(scene)}.svg`, site).href}${fragment}`;
}

function sceneOf({ site, scene, viewParams }: Embed): string {
  return `${site}${formatParams("scene", scene, viewParams)}`;
}

/** Plain text in Markdown. What means something there is written by its number: not all programs know `\\[` everywhere. */
function inMarkdown(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]<>()#+!|&~$]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** An address as Markdown takes it between brackets: nothing in it ends it. */
function address(url: string): string {
  return url.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`);
}

/** Where the site lies, as somebody writes it; null where that is no address of a site. */
export function siteIn(text: string): string | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const path = /\.html?$/.test(url.pathname) ? url.pathname : url.pathname.replace(/\/?$/, "/");
  return `${url.origin}${path.replace(/\/index\.html$/, "/")}`;
}
