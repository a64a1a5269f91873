import { type FrameOptions, frameParams, readFrame } from "../../embed/options.ts";
import { spoken, type Tag } from "../../language/languages.ts";
import { type Address, formatParams, type Param, parseAddress } from "../../player/address.ts";
import { resolveWish, type View, viewParams } from "../../player/url.ts";
import type { Scene } from "../../scenes/types.ts";

/** All that is chosen of an embedded scene. */
export type Choice = Readonly<{
  view: View;
  options: FrameOptions;
  /** The language of the scene; null: the reader’s own. */
  lang: Tag | null;
  /** Whether the frame is locked in. */
  sandbox: boolean;
}>;

const PAGE = "#/embed-builder";
/** The scene with which it begins where none is named. */
const FIRST = "mitm";
const OWN = ["scene-lang", "sandbox"];

/** What the builder’s address says, read as the embed’s own: they differ in the page’s name. */
export function readBuilder(hash: string): Address {
  const { page, scene, ...rest } = parseAddress(hash.replace(/^#\/embed-builder\/?(?=[^?])/, "#/embed/"));
  return page === "embed" && scene !== null ? { page, scene, ...rest } : { ...rest, page: "embed", scene: FIRST };
}

/** What an address chooses of a scene, and a sentence for everything that made no sense. Total. */
export function choiceOf(address: Address, scene: Scene): Readonly<{ choice: Choice; sentences: readonly string[] }> {
  const theirs = { ...address, params: address.params.filter(({ name }) => !OWN.includes(name)) };
  const frame = readFrame(theirs);
  const { view, sentences } = resolveWish(frame.view, scene);
  const own = (name: string): string | null => address.params.find((one) => one.name === name)?.items[0]?.value ?? null;
  const lang = spoken(own("scene-lang") ?? "");
  return { choice: { view, options: frame.options, lang, sandbox: own("sandbox") === "1" }, sentences };
}

/** The parameters of the embedded scene, its language among them. */
export function paramsOf(scene: Scene, { view, options, lang }: Choice): readonly Param[] {
  return [...viewParams(scene, view), ...frameParams(options), ...(lang === null ? [] : [param("lang", lang)])];
}

/** The address of the builder at a choice: whoever opens it finds the same. */
export function builderAddress(scene: Scene, choice: Choice): string {
  const own = [
    ...paramsOf(scene, { ...choice, lang: null }),
    ...(choice.lang === null ? [] : [param("scene-lang", choice.lang)]),
    ...(choice.sandbox ? [param("sandbox", "1")] : []),
  ];
  return formatParams("embed", scene.card.id, own).replace("#/embed/", `${PAGE}/`);
}

/** A choice with which a scene begins. */
export function freshChoice(scene: Scene): Choice {
  return choiceOf({ page: "embed", scene: scene.card.id, params: [], sentences: [] }, scene).choice;
}

function param(name: string, value: string): Param {
  return { name, items: [{ value, after: null }] };
}
