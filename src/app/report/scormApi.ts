/** What SCORM calls its API object, and its functions: `LMSGetValue` of 1.2 is `GetValue` in 2004. */
const NAMES = {
  scorm12: { object: "API", prefix: "LMS", end: "LMSFinish" },
  scorm2004: { object: "API_1484_11", prefix: "", end: "Terminate" },
} as const;

export type Edition = keyof typeof NAMES;

/** A platform’s SCORM API. Whatever it throws or answers, these don’t throw. */
export type ScormApi = Readonly<{
  initialize: () => boolean;
  get: (element: string) => string;
  set: (element: string, value: string) => boolean;
  commit: () => boolean;
  end: () => boolean;
}>;

/** A window, as far as it matters here. Of another origin, looking for the object throws. */
export type Frame = Readonly<{ parent: Frame | null; opener?: unknown }>;

/** How many windows up the search goes: SCORM 2004 4th edition, RTE 3.3.6.1, stops at 500. */
const MOST_LEVELS = 500;

/**
 * The platform’s API, found as SCORM says (1.2 RTE 3.3.6, 2004 RTE 3.3.6): in this window, up through its parents, then
 * in the window that opened it or its outermost frame, and up from there. Windows of other origins are passed by.
 */
export function findScormApi(edition: Edition, start: Frame): ScormApi | null {
  const { object } = NAMES[edition];
  const up = levelsFrom(start);
  const openers = [start, up.at(-1)].map((frame) => valueIn(frame, "opener"));
  for (const frame of [...up, ...openers.flatMap((opener) => (isFrame(opener) ? levelsFrom(opener) : []))]) {
    const found = valueIn(frame, object);
    if (typeof found === "object" && found !== null) return apiOf(edition, found);
  }
  return null;
}

function levelsFrom(start: Frame): readonly Frame[] {
  const levels: Frame[] = [start];
  for (let at = start; levels.length <= MOST_LEVELS; ) {
    const { parent } = at;
    if (parent === null || parent === at) break;
    levels.push(parent);
    at = parent;
  }
  return levels;
}

function apiOf(edition: Edition, object: object): ScormApi {
  const { prefix, end } = NAMES[edition];
  const call = (name: string, ...args: readonly string[]): string => {
    try {
      const method: unknown = Reflect.get(object, name);
      return typeof method === "function" ? String(Reflect.apply(method, object, args)) : "";
    } catch {
      return "";
    }
  };
  return {
    initialize: () => call(`${prefix}Initialize`, "") === "true",
    get: (element) => call(`${prefix}GetValue`, element),
    set: (element, value) => call(`${prefix}SetValue`, element, value) === "true",
    commit: () => call(`${prefix}Commit`, "") === "true",
    end: () => call(end, "") === "true",
  };
}

/** What a window has under a name; undefined where it is of another origin. */
function valueIn(frame: object | undefined, name: string): unknown {
  try {
    return frame === undefined ? undefined : Reflect.get(frame, name);
  } catch {
    return undefined;
  }
}

function isFrame(value: unknown): value is Frame {
  return typeof value === "object" && value !== null && valueIn(value, "parent") !== undefined;
}
