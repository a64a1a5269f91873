import type { Ladder, LadderRow, Tone } from "./rows.ts";

export type Shape =
  | Readonly<{ kind: "line"; x1: number; y1: number; x2: number; y2: number; tone: Tone | "life"; arrow: boolean }>
  | Readonly<{ kind: "dot"; x: number; y: number; tone: Tone }>
  | Readonly<{
      kind: "text";
      x: number;
      y: number;
      words: string;
      anchor: "start" | "middle" | "end";
      strong: boolean;
      tone: Tone;
    }>;

export type Drawing = Readonly<{ width: number; height: number; shapes: readonly Shape[] }>;

/** A row is as high as a finger is wide. */
export const ROW = 44;
export const HEAD = 48;
const LEAST_COLUMN = 132;
const LABEL = 190;

/** Where the columns stand, in a width that has room for every one of them. */
export type Places = Readonly<{ width: number; of: ReadonlyMap<string, number> }>;

export function placesOf({ columns }: Ladder, wish: number): Places {
  const count = Math.max(columns.length, 2);
  const width = Math.max(wish, count * LEAST_COLUMN, LABEL * 2);
  return { width, of: new Map(columns.map(({ id }, i) => [id, (width / count) * (i + 0.5)])) };
}

/** How high a drawing of the ladder is, in px. */
export function heightOf({ rows }: Ladder): number {
  return HEAD + rows.length * ROW + 16;
}

/** The ladder as lines and words, time downwards; all in px. */
export function drawLadder(ladder: Ladder, wish: number): Drawing {
  const places = placesOf(ladder, wish);
  const height = heightOf(ladder);
  const heads = ladder.columns.flatMap(({ id, name }): readonly Shape[] => {
    const x = places.of.get(id) ?? 0;
    return [
      { kind: "line", x1: x, y1: HEAD - 8, x2: x, y2: height - 8, tone: "life", arrow: false },
      { kind: "text", x, y: 26, words: name, anchor: "middle", strong: true, tone: headTone(name) },
    ];
  });
  const lines = ladder.rows.flatMap((row, i) => rowShapes(row, HEAD + i * ROW, places));
  return { width: places.width, height, shapes: [...heads, ...lines] };
}

export function headTone(name: string): Tone {
  return name === "Mallory" ? "red" : "plain";
}

/** One row as lines and words, from `top` on. */
export function rowShapes(row: LadderRow, top: number, { of, width }: Places): readonly Shape[] {
  const from = of.get(row.from) ?? 0;
  if (row.to === null) return noteShapes(row, from, top, width);
  const to = of.get(row.to) ?? 0;
  const middle = Math.min(Math.max((from + to) / 2, LABEL / 2), width - LABEL / 2);
  const y = top + 31;
  return [
    { kind: "line", x1: from, y1: y, x2: to, y2: y, tone: row.tone, arrow: true },
    { kind: "text", x: middle, y: top + 22, words: row.words, anchor: "middle", strong: false, tone: row.tone },
  ];
}

/** What somebody did stands beside their line, on the side where there is room. */
function noteShapes(row: LadderRow, x: number, top: number, width: number): readonly Shape[] {
  const isRight = x > width / 2;
  const at = { x: isRight ? x - 12 : x + 12, anchor: isRight ? ("end" as const) : ("start" as const) };
  const dot = { kind: "dot", x, y: top + 24, tone: row.tone } as const;
  return [dot, { kind: "text", ...at, y: top + 28, words: row.words, strong: false, tone: row.tone }];
}

const INK: Readonly<Record<Tone | "life", string>> = {
  paper: "#4d4636",
  aqua: "#086767",
  yellow: "#6a4c00",
  red: "#b3201f",
  plain: "#1a1e24",
  life: "#8c8573",
};
const LINE: Readonly<Record<Tone | "life", string>> = { ...INK, yellow: "#a67a00", aqua: "#128a8a", paper: "#a39a83" };

/** The drawing as a file of its own, in the colours of paper. */
export function svgOf({ width, height, shapes }: Drawing, title: string): string {
  const inside = shapes.map(svgShape).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif" font-size="13">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
${inside}
</svg>
`;
}

function svgShape(shape: Shape): string {
  switch (shape.kind) {
    case "line":
      return `<path d="${linePath(shape)}" stroke="${LINE[shape.tone]}" stroke-width="${shape.tone === "life" ? 1.5 : 2}" fill="none"/>`;
    case "dot":
      return `<circle cx="${shape.x}" cy="${shape.y}" r="4" fill="${INK[shape.tone]}"/>`;
    case "text":
      return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}" fill="${INK[shape.tone]}" font-weight="${shape.strong ? 600 : 400}" stroke="#fff" stroke-width="4" paint-order="stroke">${escaped(shape.words)}</text>`;
  }
}

/** A line, with a head where it has one. */
export function linePath({ x1, y1, x2, y2, arrow }: Extract<Shape, { kind: "line" }>): string {
  if (!arrow) return `M${x1} ${y1}L${x2} ${y2}`;
  const back = x2 > x1 ? -8 : 8;
  return `M${x1} ${y1}L${x2} ${y2}M${x2 + back} ${y2 - 5}L${x2} ${y2}L${x2 + back} ${y2 + 5}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
