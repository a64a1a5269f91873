/** Attributes that stand in the frame's address under their own names, whatever their values. */
const TEXTS = [
  "step",
  "start",
  "end",
  "depth",
  "eyes",
  "mallory",
  "from",
  "hops",
  "controls",
  "theme",
  "lang",
  "speed",
  "keys",
  "seed",
] as const;
/** Attributes that are there or not, and what goes without saying. */
const FLAGS = { autoplay: false, loop: false, ctl: false, links: true, fs: true } as const;
/** Attributes that are the element's own affair. */
const OWN = ["scene", "switches", "height", "base", "poster", "label", "loading"] as const;

export const TEXT_NAMES = [...TEXTS, ...OWN];
export const FLAG_NAMES = Object.keys(FLAGS);
export const OBSERVED = [...TEXT_NAMES, ...FLAG_NAMES];

/** How attributes are read: null where there is none of that name. */
export type Read = (name: string) => string | null;

/** Whether a flag is set: `autoplay`, `autoplay="1"` and `autoplay="yes"` are, `autoplay="0"` is not. */
export function flagOf(read: Read, name: string): boolean {
  const value = read(name);
  if (value === null) return name in FLAGS && FLAGS[name === "links" || name === "fs" ? name : "loop"];
  return !/^(0|false|no|off)$/i.test(value);
}

/**
 * The address of the scene with these attributes: `<base>#/embed/<scene>?…`.
 * @param at where it stands, if it is not where its attributes say
 */
export function addressOf(read: Read, base: string, at: string | null = null): string {
  const params: string[] = [];
  const add = (name: string, value: string): void => void params.push(`${name}=${encodeURIComponent(value)}`);
  for (const name of TEXTS) {
    const value = name === "step" && at !== null ? at : read(name);
    // A number is no address: it is sought when the scene stands.
    if (value !== null && value !== "" && !(name === "step" && isNumber(value))) add(name, value);
  }
  for (const [name, usual] of Object.entries(FLAGS)) {
    const value = flagOf(read, name);
    // The click that loads it happens here.
    if (name !== "ctl" && value !== usual) add(name, value ? "1" : "0");
  }
  const others = (read("switches") ?? "").replace(/^[?&]+|[#\s]/g, "");
  const query = [...params, ...(others === "" ? [] : [others])].join("&");
  return `${base}#/embed/${encodeURIComponent(read("scene") ?? "")}${query === "" ? "" : `?${query}`}`;
}

/**
 * The address of the scenes: the first that is one, as seen from the page, else the page's own. Only what is loaded from
 * somewhere will do: `javascript:` would run in the page itself.
 */
export function siteOf(said: readonly (string | null)[], page: string): string {
  for (const one of said) {
    const url = one && URL.canParse(one, page) ? new URL(one, page) : null;
    if (url === null || !/^(https?|file):$/.test(url.protocol)) continue;
    url.hash = "";
    return url.href;
  }
  return URL.canParse(".", page) ? new URL(".", page).href : page;
}

/**
 * The address of the picture of a step. A run with switches thrown is another one than that of which there are
 * pictures: then it is the picture of the opening.
 */
export function posterOf(read: Read, base: string, at: string | null = null): string {
  const own = read("poster");
  if (own) return own;
  const isAnother = ["mallory", "from", "switches", "hops"].some((name) => read(name));
  const step = isAnother ? "" : (at ?? read("step") ?? read("start") ?? "");
  return `${base}posters/${encodeURIComponent(read("scene") ?? "")}.svg${step === "" ? "" : `#${encodeURIComponent(step)}`}`;
}

export function isNumber(step: string): boolean {
  return /^\d{1,4}$/.test(step);
}
