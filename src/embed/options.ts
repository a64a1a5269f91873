import { t } from "../language/t.ts";
import { type Address, type Param, quoted } from "../player/address.ts";
import type { StepId } from "../sim/recording.ts";

/** How a scene behaves in somebody else’s page. All of it stands in the address, and stays there. */
export type FrameOptions = Readonly<{
  controls: (typeof CONTROLS)[number];
  /** Where it begins, and begins again; null: at the opening. */
  start: StepId | null;
  /** The step after which it is over; null: the run’s own end. */
  end: StepId | null;
  autoplay: boolean;
  loop: boolean;
  /** Nothing is loaded or computed before a click. */
  clickToLoad: boolean;
  /** Whether anything leads out of the frame. */
  links: boolean;
  fullscreen: boolean;
  keys: (typeof KEYS)[number];
  /** Whose dialect the host speaks besides ours. */
  host: (typeof HOSTS)[number] | null;
  /** Who is heard and answered; null: whoever frames the scene. Empty: nobody, for what was listed was no origin. */
  origins: readonly string[] | null;
}>;

export type FrameAddress = Readonly<{
  options: FrameOptions;
  /** What is left of the address: the view of the scene, and a sentence for everything that made no sense. */
  view: Address;
  /** The options as they are written back into the address: without defaults. */
  params: readonly Param[];
}>;

const CONTROLS = ["full", "minimal", "none"] as const;
const KEYS = ["none", "inside", "boundary"] as const;
const HOSTS = ["h5p", "openlearning", "reveal"] as const;
const YES = ["1", "true", "yes", "on"];
const NO = ["0", "false", "no", "off"];
const NAMES = [
  "controls",
  "start",
  "end",
  "autoplay",
  "loop",
  "ctl",
  "links",
  "fs",
  "keys",
  "disablekb",
  "host",
  "origin",
];

/** Reads what an address says to the frame, apart from the view. Total: what makes no sense is the default, and said. */
export function readFrame(address: Address): FrameAddress {
  const sentences: string[] = [];
  const ours = address.params.filter(({ name }) => NAMES.includes(name));
  const theirs = address.params.filter(({ name }) => !NAMES.includes(name));
  const options = optionsOf(ours, theirs, sentences);
  const hasStep = theirs.some(({ name }) => name === "step");
  const from = hasStep || options.start === null ? [] : [param("step", options.start)];
  const view = { ...address, params: [...from, ...theirs], sentences: [...address.sentences, ...sentences] };
  return { options, view, params: frameParams(options) };
}

function optionsOf(ours: readonly Param[], theirs: readonly Param[], sentences: string[]): FrameOptions {
  const single = (name: string): string | null => {
    const items = ours.find((one) => one.name === name)?.items;
    if (items === undefined) return null;
    const [item, ...more] = items;
    if (item !== undefined && item.after === null && more.length === 0) return item.value;
    sentences.push(t`${quoted(name)} takes one value, so its default is used.`);
    return null;
  };
  const flag = (name: string, usual: boolean): boolean => {
    const value = single(name);
    if (value === null) return usual;
    const said = saidOf(value);
    if (said === null)
      sentences.push(t`${quoted(name)} is either 1 or 0, not ${quoted(value)}, so its default is used.`);
    return said ?? usual;
  };
  const end = single("end");
  const loop = flag("loop", false);
  return {
    controls: oneOf("controls", spelledOut(single("controls")), CONTROLS, "full", sentences),
    start: single("start") ?? (end !== null || loop ? openedAt(theirs) : null),
    end,
    autoplay: flag("autoplay", false),
    loop,
    clickToLoad: flag("ctl", false),
    links: flag("links", true),
    fullscreen: flag("fs", true),
    keys: oneOf("keys", single("keys"), KEYS, flag("disablekb", false) ? "none" : "inside", sentences),
    host: oneOf<FrameOptions["host"]>("host", single("host"), HOSTS, null, sentences),
    origins: originsOf(ours, sentences),
  };
}

/** The step at which the address opens the scene: the address goes on with the scene, and what begins again begins there. */
function openedAt(theirs: readonly Param[]): StepId | null {
  const [item, ...more] = theirs.find(({ name }) => name === "step")?.items ?? [];
  return item !== undefined && item.after === null && more.length === 0 ? item.value : null;
}

/** Yes or no, however it is spelt; null where it is neither. */
function saidOf(value: string): boolean | null {
  const plain = value.toLowerCase();
  return YES.includes(plain) ? true : NO.includes(plain) ? false : null;
}

/** As video players have it: controls are there, or they are not. */
function spelledOut(controls: string | null): string | null {
  const said = controls === null ? null : saidOf(controls);
  return said === null ? controls : said ? "full" : "none";
}

function oneOf<T extends string | null>(
  name: string,
  value: string | null,
  values: readonly T[],
  usual: T,
  sentences: string[],
): T {
  if (value === null) return usual;
  const found = values.find((one) => one === value.toLowerCase());
  if (found !== undefined) return found;
  sentences.push(t`${quoted(value)} is nothing that ${quoted(name)} can be, so its default is used.`);
  return usual;
}

/** Origins as browsers write them: scheme, host, and a port where it is not the usual one. */
function originsOf(ours: readonly Param[], sentences: string[]): readonly string[] | null {
  const items = ours.find(({ name }) => name === "origin")?.items;
  if (items === undefined) return null;
  return items.flatMap(({ value, after }) => {
    const origin = after === null ? originIn(value) : null;
    if (origin !== null) return [origin];
    sentences.push(t`${quoted(value)} is no origin, such as https://school.example, so nothing from there is heard.`);
    return [];
  });
}

function originIn(text: string): string | null {
  try {
    const { protocol, origin, pathname, search, hash } = new URL(text);
    const isBare = pathname === "/" && search === "" && hash === "";
    return isBare && (protocol === "https:" || protocol === "http:") ? origin : null;
  } catch {
    return null;
  }
}

/** The options as an address says them: without defaults. */
export function frameParams(options: FrameOptions): readonly Param[] {
  const { controls, start, end, keys, host, origins } = options;
  const flag = (name: string, value: boolean, usual: boolean) =>
    value === usual ? [] : [param(name, value ? "1" : "0")];
  return [
    ...(controls === "full" ? [] : [param("controls", controls)]),
    ...(start === null ? [] : [param("start", start)]),
    ...(end === null ? [] : [param("end", end)]),
    ...flag("autoplay", options.autoplay, false),
    ...flag("loop", options.loop, false),
    ...flag("ctl", options.clickToLoad, false),
    ...flag("links", options.links, true),
    ...flag("fs", options.fullscreen, true),
    ...(keys === "inside" ? [] : [param("keys", keys)]),
    ...(host === null ? [] : [param("host", host)]),
    // A list of which nothing could be read still keeps everybody out.
    ...(origins === null ? [] : [listOf("origin", origins.length === 0 ? ["none"] : origins)]),
  ];
}

function param(name: string, value: string): Param {
  return listOf(name, [value]);
}

function listOf(name: string, values: readonly string[]): Param {
  return { name, items: values.map((value) => ({ value, after: null })) };
}
