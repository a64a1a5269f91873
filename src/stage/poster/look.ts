/** The colours of the stage (ui/tokens.css): light, dark. */
export const COLOURS = {
  stage: ["#fbfaf6", "#161a20"],
  surface: ["#fff", "#1d2229"],
  ink: ["#1a1e24", "#eceff3"],
  muted: ["#59616d", "#a4aebb"],
  line: ["#dedad0", "#2f3742"],
  edge: ["#8a8577", "#76818f"],
  wire: ["#8c8573", "#6d7888"],
  paper: ["#f0ece1", "#2b2f36"],
  "paper-ink": ["#4d4636", "#d8d2c2"],
  "paper-line": ["#a39a83", "#7b7564"],
  aqua: ["#086767", "#5fd6cf"],
  "aqua-fill": ["#cdf1ee", "#0f3a3b"],
  "aqua-line": ["#128a8a", "#2a9a97"],
  yellow: ["#6a4c00", "#ffdd78"],
  "yellow-fill": ["#ffe08a", "#4a3c08"],
  "yellow-line": ["#a67a00", "#c79a1a"],
  red: ["#b3201f", "#ff8d87"],
  "red-fill": ["#fde4e1", "#471a1b"],
  green: ["#1c7038", "#74d898"],
  "green-fill": ["#dcf2e3", "#12341f"],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type Colour = keyof typeof COLOURS;

/** A colour, for attributes. */
export function paint(colour: Colour): string {
  return `var(--${colour})`;
}

/** All colours, light and, where whoever looks prefers that, dark. */
export function colourRules(): string {
  const set = (place: 0 | 1) =>
    Object.entries(COLOURS)
      .map(([name, both]) => `--${name}:${both[place]}`)
      .join(";");
  return `svg{${set(0)}}@media(prefers-color-scheme:dark){svg{${set(1)}}}`;
}
