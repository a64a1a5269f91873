import type { Focus, Press } from "../../embed/keyboard.ts";

/** What the keys of a presentation ask for, besides what the keys of a scene do. */
export type PresentCommand =
  | Readonly<{ type: "reveal" }>
  | Readonly<{ type: "timer" }>
  | Readonly<{ type: "code" }>
  | Readonly<{ type: "cover"; cover: "black" | "white" }>
  /** `down`: the key goes down; else it is let go. */
  | Readonly<{ type: "spot"; kind: "laser" | "light"; down: boolean }>;

/** The parts of a KeyboardEvent that decide: here also whether the key goes down or is let go. */
export type PresentPress = Press & Readonly<{ type: string }>;

const COMMANDS: Readonly<Record<string, PresentCommand>> = {
  b: { type: "cover", cover: "black" },
  ".": { type: "cover", cover: "black" },
  v: { type: "cover", cover: "black" },
  w: { type: "cover", cover: "white" },
  ",": { type: "cover", cover: "white" },
  t: { type: "timer" },
  q: { type: "code" },
};

const SPOTS: Readonly<Record<string, "laser" | "light">> = { l: "laser", k: "light" };

/** What reveals the answer while a question waits: Enter, and whatever goes to the next step. */
const REVEALING = ["enter", "arrowright", "pagedown", "n"];

/** The command of a key that goes down or is let go; null where it is none of a presentation’s. */
export function presentCommandOf(press: PresentPress, focus: Focus, asking: boolean): PresentCommand | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.shiftKey || focus === "typing") return null;
  const key = press.key.toLowerCase();
  const down = press.type === "keydown";
  const spot = Object.hasOwn(SPOTS, key) ? SPOTS[key] : undefined;
  if (spot !== undefined) return press.repeat ? null : { type: "spot", kind: spot, down };
  if (!down || press.repeat) return null;
  if (asking && REVEALING.includes(key)) return isOwn(key, focus) ? null : { type: "reveal" };
  return Object.hasOwn(COMMANDS, key) ? (COMMANDS[key] ?? null) : null;
}

/** Enter works the control that has the focus; arrows move along radio buttons and sliders. */
function isOwn(key: string, focus: Focus): boolean {
  if (key === "enter") return focus === "button" || focus === "link";
  return key === "arrowright" && (focus === "radio" || focus === "slider");
}
