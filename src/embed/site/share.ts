import { t } from "../../language/t.ts";
import { POSTER } from "../../stage/poster/step.ts";
import { attribute, element } from "./markup.ts";
import type { ScenePoster } from "./posters.ts";

/** Files of the built site by their paths in it. */
export type Files = ReadonlyMap<string, string>;

const NAME = "Between Alice and Bob";
/** The picture for link previews, which mostly don't show SVG: one for the whole site. */
const CARD = { file: "card.png", width: 1200, height: 630 } as const;

/**
 * What static hosting needs so that a link to a scene unfolds: a page a scene with Open Graph data, which leads on to
 * it, and where the site's address is known, oEmbed answers (https://oembed.com). Both need absolute
 * addresses for whatever is shown: where the address is unknown, that is left out.
 * @param site the address of the built site, with a slash at its end; null where it isn't known
 */
export function shareFiles(scenes: readonly ScenePoster[], site: string | null): Files {
  const files = new Map<string, string>();
  for (const scene of scenes) {
    files.set(`s/${scene.card.id}.html`, page(scene, site));
    if (site !== null) files.set(`oembed/${scene.card.id}.json`, `${JSON.stringify(oembed(scene, site), null, 2)}\n`);
  }
  return files;
}

function oembed({ card }: ScenePoster, site: string) {
  const src = `${site}#/embed/${card.id}`;
  const size = { width: POSTER.width, height: POSTER.height };
  const attributes = { src, title: titleOf(card.title), ...size, loading: "lazy", allow: "fullscreen" };
  return {
    version: "1.0",
    type: "rich",
    title: titleOf(card.title),
    provider_name: NAME,
    provider_url: site,
    thumbnail_url: `${site}${CARD.file}`,
    thumbnail_width: CARD.width,
    thumbnail_height: CARD.height,
    ...size,
    html: element("iframe", attributes, ""),
  };
}

function page({ card }: ScenePoster, site: string | null): string {
  const title = titleOf(card.title);
  const scene = `../#/scene/${card.id}`;
  const meta = [
    ["property", "og:type", "website"],
    ["property", "og:site_name", NAME],
    ["property", "og:title", title],
    ["property", "og:description", card.question],
    ["name", "description", card.question],
    ["name", "twitter:card", site === null ? "summary" : "summary_large_image"],
    ...(site === null ? [] : absolute(card.id, site)),
  ].map(([kind = "", name = "", content = ""]) => `<meta ${kind}="${name}" content="${attribute(content)}">`);
  const answer = `${site}oembed/${card.id}.json`;
  const more = { rel: "alternate", type: "application/json+oembed", href: answer, title };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'">
<meta http-equiv="refresh" content="0; url=${attribute(scene)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
${meta.join("\n")}${site === null ? "" : `\n${element("link", more)}`}
</head>
<body>
<h1>${attribute(title)}</h1>
<p>${attribute(card.question)}</p>
<p>${element("a", { href: scene }, element("img", { src: `../posters/${card.id}.svg`, alt: title, ...POSTER }))}</p>
</body>
</html>
`;
}

function absolute(id: string, site: string): readonly (readonly string[])[] {
  return [
    ["property", "og:url", `${site}s/${id}.html`],
    ["property", "og:image", `${site}${CARD.file}`],
    ["property", "og:image:type", "image/png"],
    ["property", "og:image:width", String(CARD.width)],
    ["property", "og:image:height", String(CARD.height)],
    ["property", "og:image:alt", t`Alice, Bob and the routers between them; one of these has become Mallory`],
  ];
}

function titleOf(title: string): string {
  return `${title} · ${NAME}`;
}
