import { patternOf } from "../../ui/keyPattern.ts";
import { pointsOf } from "../geometry.ts";
import type { KeyLook } from "../keyLooks.ts";
import type { Layout } from "../layout.ts";
import { labelSize, tubeLabels } from "../tubeLabels.ts";
import { tubeLine } from "../tubeShape.ts";
import type { Tube } from "../tubes.ts";
import { type Colour, paint } from "./look.ts";
import { text } from "./people.ts";
import { tag } from "./svg.ts";

type Looks = ReadonlyMap<string, KeyLook>;

/** The wires, and on them the channels with their keys' patterns. */
export function drawWires(layout: Layout, tubes: readonly Tube[], looks: Looks): string {
  const wires = layout.wires.map(({ from, to }) => {
    const ends = [from, to].flatMap((id) => layout.nodes.get(id)?.center ?? []);
    return tag("polyline", { points: pointsOf(ends), fill: "none", stroke: paint("wire"), "stroke-width": 2.5 });
  });
  return wires.join("") + tubes.map((tube) => drawTube(layout, tube, looks.get(tube.key))).join("");
}

function drawTube(layout: Layout, tube: Tube, look: KeyLook | undefined): string {
  const { points, width } = tubeLine(layout, tube);
  const line = (stroke: string, thick: number) =>
    tag("polyline", { points: pointsOf(points), fill: "none", stroke, "stroke-width": thick });
  return (
    line(paint("yellow-line"), width + 3) +
    line(paint("yellow-fill"), width) +
    (look === undefined ? "" : line(patternUrl(look), width))
  );
}

/** The address of a key's pattern within the picture. */
export function patternUrl(look: KeyLook): string {
  return `url(#${patternId(look)})`;
}

/** The same for keys that look the same. */
function patternId({ tone, index }: KeyLook): string {
  return `${tone}${index}`;
}

/** The pattern of a key, to be filled and stroked with. */
export function patternTile(look: KeyLook): string {
  const { d, draw } = patternOf(look.fingerprint, look.index);
  const colour = paint(look.tone === "aqua" ? "aqua-line" : "yellow");
  const how =
    draw === "fill"
      ? { fill: colour, opacity: 0.55 }
      : { fill: "none", stroke: colour, "stroke-width": 2.6, opacity: 0.5 };
  const place = { width: 24, height: 24, patternUnits: "userSpaceOnUse", patternTransform: "scale(0.75)" };
  return tag("pattern", { id: patternId(look), ...place }, tag("path", { d, ...how }));
}

/** The names of the channels' keys, along the wire. */
export function drawTubeNames(layout: Layout, tubes: readonly Tube[], looks: Looks): string {
  return tubes
    .map((tube) => {
      const alike = tubes.filter((other) => other.way.join() === tube.way.join());
      const at = tubeLabels(layout, alike)[alike.indexOf(tube)];
      const look = looks.get(tube.key);
      return at === undefined || look === undefined ? "" : keyMark(look, at.x, at.y, labelSize(layout).height - 2);
    })
    .join("");
}

const INKS = {
  aqua: ["aqua", "aqua-fill", "aqua-line"],
  yellow: ["yellow", "yellow-fill", "yellow-line"],
  red: ["red", "red-fill", "red"],
  plain: ["ink", "stage", "line"],
} as const satisfies Readonly<Record<KeyLook["tone"], readonly [Colour, Colour, Colour]>>;

/** How wide a key's mark is. */
export const MARK_WIDTH = 100;

/** A key at a glance, its middle at this point: a tile with its pattern, and its name. */
export function keyMark(look: KeyLook, x: number, y: number, height = 26): string {
  const [ink, fill, line] = INKS[look.tone];
  const left = x - MARK_WIDTH / 2;
  const size = height - 8;
  const { d, draw } = patternOf(look.fingerprint, look.index);
  const how = draw === "fill" ? { fill: paint(ink) } : { fill: "none", stroke: paint(ink), "stroke-width": 3.2 };
  const tileAt = { x: left + 4, y: y - size / 2, width: size, height: size, viewBox: "0 0 24 24" };
  const box = { x: left, y: y - height / 2, width: MARK_WIDTH, height, rx: 7, fill: paint(fill), stroke: paint(line) };
  const words = { size: 12.8, fill: ink, weight: 600, anchor: "start" } as const;
  return (
    tag("rect", box) +
    tag("svg", tileAt, tag("path", { d, ...how })) +
    text(look.name, left + size + 11, y + 4.5, words)
  );
}
