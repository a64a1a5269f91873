import { inQuotes, t } from "../language/t.ts";
/** The grammar of the address: `#/scene/<id>?name=value&name=value@stepId,value@stepId`, `#/check?…`, `#/lab?…`. Knows no scene. */

export type Page = "start" | "scene" | "embed" | "present" | "check" | "lab" | "lesson" | "selfcheck" | "course";

export type Item = Readonly<{ value: string; after: string | null }>;
export type Param = Readonly<{ name: string; items: readonly Item[] }>;

export type Address = Readonly<{
  page: Page;
  /** The scene's id as it stands in the address, or the act's number on pages about one; null on pages that show none. */
  scene: string | null;
  params: readonly Param[];
  /** One plain sentence for everything that made no sense. */
  sentences: readonly string[];
}>;

const LONGEST_ADDRESS = 4096;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 128;
const MOST_PARAMS = 40;
const MOST_ITEMS = 24;
/** The language, by all its names: chosen before anything is drawn (`app/pageLanguage.ts`), and no page’s business. */
const OF_THE_PAGE = ["lang", "locale", "hl"];
/** What is either so or not so: alone, the name says that it is (`?autoplay`). `embed/options.ts` reads them. */
const FLAGS = ["autoplay", "controls", "ctl", "disablekb", "fs", "links", "loop"];

/** Stands in a list of origins for what is none. */
const NOBODY: Item = { value: "?", after: null };

/** Reads `location.hash`. Total: what makes no sense is left out and said in a sentence. */
export function parseAddress(hash: string): Address {
  if (hash.length > LONGEST_ADDRESS)
    return startPage(t`The address is too long to be one of ours, so this is the start page.`);
  const text = hash.startsWith("#") ? hash.slice(1) : hash;
  const [path = "", ...rest] = text.split("?");
  const { params, sentences } = parseParams(rest.join("?"));
  const [, page, scene, ...more] = path.split("/");
  const id = scene === undefined ? null : decoded(scene, LONGEST_NAME);
  if (path === "" || path === "/") return { page: "start", scene: null, params, sentences };
  if (path === "/check" || path === "/lab") {
    return { page: path === "/lab" ? "lab" : "check", scene: null, params, sentences };
  }
  if (
    (page === "scene" || page === "embed" || page === "present") &&
    id !== null &&
    id !== "" &&
    more.length === 0 &&
    path.startsWith("/")
  ) {
    return { page, scene: id, params, sentences };
  }
  if (
    (page === "lesson" || page === "selfcheck" || page === "course") &&
    /^[1-5]$/.test(id ?? "") &&
    more.length === 0 &&
    path.startsWith("/")
  )
    return { page, scene: id, params, sentences };
  return startPage(t`There is no page ${quoted(path)}, so this is the start page.`);
}

/** The address of a page. The inverse of `parseAddress` for parameters within its bounds. */
export function formatParams(page: Page, scene: string | null, params: readonly Param[]): string {
  const bare = page === "check" || page === "lab" ? `#/${page}` : "#/";
  const named = page === "scene" || page === "embed" || page === "present" || page === "course";
  const path = named && scene !== null ? `#/${page}/${encoded(scene)}` : bare;
  return withParams(path, params);
}

/** An address with more parameters at its end. */
export function withParams(hash: string, params: readonly Param[]): string {
  return params.length === 0 ? hash : `${hash}${hash.includes("?") ? "&" : "?"}${formatQuery(params)}`;
}

/** A value as it can be shown in a sentence: short, and without characters that would reorder or break the line. */
export function quoted(value: string): string {
  const plain = value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\uFFFD");
  return inQuotes(plain.length > 40 ? `${[...plain].slice(0, 40).join("")}…` : plain);
}

function startPage(sentence: string): Address {
  return { page: "start", scene: null, params: [], sentences: [sentence] };
}

function parseParams(query: string): Pick<Address, "params" | "sentences"> {
  const params = new Map<string, Param>();
  const sentences: string[] = [];
  const parts = query.split("&").filter((part) => part !== "");
  if (parts.length > MOST_PARAMS)
    sentences.push(t`The address has too many parameters, so the last ones were left out.`);
  for (const part of parts.slice(0, MOST_PARAMS)) {
    const param = parseParam(part);
    if (typeof param === "string") sentences.push(param);
    else if (OF_THE_PAGE.includes(param.name)) continue;
    else if (params.has(param.name))
      sentences.push(t`${quoted(param.name)} stands twice in the address, so the first one counts.`);
    else params.set(param.name, param);
  }
  return { params: [...params.values()], sentences };
}

/** A parameter, or the sentence that says what is wrong with it. */
function parseParam(part: string): Param | string {
  const equals = part.indexOf("=");
  const name = decoded(equals < 0 ? part : part.slice(0, equals), LONGEST_NAME);
  if (name === null || name === "") return t`${quoted(part)} in the address could not be read, so it was left out.`;
  const isBare = equals < 0 || equals === part.length - 1;
  if (isBare && FLAGS.includes(name)) return { name, items: [{ value: "1", after: null }] };
  if (equals < 0 && name === "origin") return { name, items: [NOBODY] };
  if (equals < 0) return t`${quoted(name)} in the address has no value, so it was left out.`;
  const texts = part.slice(equals + 1).split(",");
  const items = texts.slice(0, MOST_ITEMS).map(parseItem);
  const good = items.filter((item) => item !== null);
  // A list that keeps others out must not vanish because a part of it can't be read: that part lets nobody in.
  if (good.length < texts.length && name === "origin") return { name, items: [...good, NOBODY] };
  if (good.length < texts.length) return t`The value of ${quoted(name)} could not be read, so it was left out.`;
  return { name, items: good };
}

function formatQuery(params: readonly Param[]): string {
  return params.map(({ name, items }) => `${encoded(name)}=${items.map(formatItem).join(",")}`).join("&");
}

function parseItem(text: string): Item | null {
  const [first = "", second, ...more] = text.split("@");
  if (more.length > 0) return null;
  const value = decoded(first, LONGEST_VALUE);
  const after = second === undefined ? null : decoded(second, LONGEST_VALUE);
  if (value === null || value === "" || (second !== undefined && (after === null || after === ""))) return null;
  return { value, after };
}

function formatItem({ value, after }: Item): string {
  return after === null ? encoded(value) : `${encoded(value)}@${encoded(after)}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, ""));
}

function decoded(text: string, longest: number): string | null {
  try {
    const plain = decodeURIComponent(text);
    return plain.length > longest ? null : plain;
  } catch {
    return null;
  }
}
