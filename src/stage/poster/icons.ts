import { type Colour, paint } from "./look.ts";
import { tag } from "./svg.ts";

/** Strokes in a box of 24 by 24. */
const PATHS = {
  check: "M4 12.5l5.5 5.5L20 7",
  x: "M6 6l12 12M18 6L6 18",
  minus: "M5 12h14",
  lock: "M5 11h14v9.5H5zM8 11V7.5a4 4 0 0 1 8 0V11",
  eye: "M2 12q4.5-7 10-7t10 7q-4.5 7-10 7T2 12zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  pen: "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
  mask: "M2 8q5-4 10 0q5-4 10 0q-1 9-7 8q-2-1-3-4q-1 3-3 4q-6 1-7-8z",
  key: "M8 16m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M11.5 12.5L20 4M16 8l3 3",
  alarm: "M12 3L2.5 20h19zM12 10v4.5M12 17.5v.1",
  paper: "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
  sign: "M3 18q4-12 7-10t-3 9q6-6 8-3t6 1M3 21h18",
  flag: "M5 21V4q4-2 7 0t7 0v10q-4 2-7 0t-7 0",
  voice: "M4 10v4l11 5V5zM15 9q4 3 0 6M7 15v4h3v-3",
} as const;

export type Icon = keyof typeof PATHS;

/** A small sign with its middle at this point. */
export function icon(name: Icon, x: number, y: number, size: number, stroke: Colour): string {
  const scale = size / 24;
  const place = `translate(${(x - size / 2).toFixed(1)} ${(y - size / 2).toFixed(1)}) scale(${scale.toFixed(2)})`;
  const look = { fill: "none", stroke: paint(stroke), "stroke-width": 2.6, "stroke-linecap": "round" };
  return tag("path", { d: PATHS[name], transform: place, "stroke-linejoin": "round", ...look });
}
