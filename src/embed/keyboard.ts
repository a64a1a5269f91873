import type { Depth } from "../player/types.ts";

export type Command =
  | Readonly<{
      type:
        | "togglePlay"
        | "next"
        | "previous"
        | "first"
        | "last"
        | "mallory"
        | "fullscreen"
        | "blackout"
        | "help"
        | "present"
        | "escape";
    }>
  | Readonly<{ type: "depth"; depth: Depth }>;

/** The parts of a KeyboardEvent that decide. */
export type Press = Readonly<{
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
}>;

/** What has the focus, as far as it has a use of its own for keys. */
export type Focus = "page" | "typing" | "button" | "link" | "radio" | "slider";

const COMMANDS: Readonly<Record<string, Command>> = {
  " ": { type: "togglePlay" },
  arrowright: { type: "next" },
  pagedown: { type: "next" },
  n: { type: "next" },
  arrowleft: { type: "previous" },
  pageup: { type: "previous" },
  home: { type: "first" },
  end: { type: "last" },
  "1": { type: "depth", depth: "story" },
  "2": { type: "depth", depth: "protocol" },
  "3": { type: "depth", depth: "bytes" },
  m: { type: "mallory" },
  f: { type: "fullscreen" },
  b: { type: "blackout" },
  ".": { type: "blackout" },
  "?": { type: "help" },
  s: { type: "present" },
  escape: { type: "escape" },
};

/** Keys that a focused control keeps for itself. Page keys stay ours: clickers send them, whatever has the focus. */
const OWN_KEYS: Readonly<Record<Focus, readonly string[]>> = {
  page: [],
  typing: [],
  button: [" "],
  link: [],
  radio: [" ", "arrowleft", "arrowright"],
  slider: [" ", "arrowleft", "arrowright", "home", "end"],
};

/** What holding a key down may do again and again. */
const REPEATABLE = ["next", "previous"];

/** The command of a key press; null where it is none: another key, a modifier, typing, or the control's own key. */
export function commandOf(press: Press, focus: Focus): Command | null {
  if (press.ctrlKey || press.altKey || press.metaKey || focus === "typing") return null;
  if (press.shiftKey && press.key !== "?") return null;
  const key = press.key.toLowerCase();
  if (OWN_KEYS[focus].includes(key)) return null;
  const command = Object.hasOwn(COMMANDS, key) ? (COMMANDS[key] ?? null) : null;
  return command !== null && press.repeat && !REPEATABLE.includes(command.type) ? null : command;
}

/** The next of a switch's values, from the last to the first again. */
export function following(values: readonly string[], current: string): string {
  return values[(values.indexOf(current) + 1) % values.length] ?? current;
}

/** The parts of an element that decide. */
export type Focused = Readonly<{ tag: string; type: string; role: string; editable: boolean }>;

/** What kind of control has the focus. */
export function focusKind({ tag, type, role, editable }: Focused): Focus {
  if (editable || tag === "textarea" || tag === "select") return "typing";
  if (tag === "input") return inputKind(type);
  if (tag === "button" || tag === "summary" || role === "button" || role === "tab") return "button";
  if (role === "slider") return "slider";
  if (role === "radio") return "radio";
  if (role === "treeitem" || role === "tree" || role === "gridcell") return "slider";
  return tag === "a" ? "link" : "page";
}

function inputKind(type: string): Focus {
  if (type === "range") return "slider";
  if (type === "radio") return "radio";
  return type === "checkbox" || type === "button" || type === "submit" || type === "file" ? "button" : "typing";
}
