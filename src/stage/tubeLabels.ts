import { around, overlaps, type Point, type Rect } from "./geometry.ts";
import { type Layout, type NodeBox, textScale } from "./layout.ts";
import type { Tube } from "./tubes.ts";

/**
 * Where the names of the keys of channels stand that go the same way: next to each other, where there is room for all
 * of them; else one place, and the first name stands for all.
 */
export function tubeLabels(layout: Layout, alike: readonly Tube[]): readonly Point[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { width } = labelSize(layout);
  const row = layout.orientation === "across" && alike.length > 1 ? tubeSpot(layout, first, alike.length).free : null;
  if (row !== null) return alike.map((_, i) => ({ x: row.x + (i - (alike.length - 1) / 2) * width, y: row.y }));
  const { free, last } = tubeSpot(layout, first, 1);
  return [free ?? last];
}

/** The middle of a row of names: under the channel's middle, else in the gap nearest to that where nothing stands. */
function tubeSpot(layout: Layout, tube: Tube, count: number): Readonly<{ free: Point | null; last: Point }> {
  const gaps = gapsOf(layout, tube);
  const middle = (gaps.length - 1) / 2;
  const order = gaps
    .map((gap, i) => ({ gap, far: Math.abs(i - middle) + (gap.straight ? 0 : 2) }))
    .sort((a, b) => a.far - b.far)
    .map(({ gap }) => gap);
  const desks = layout.orientation === "across" ? [...layout.desks.values()].map((desk) => desk.rect) : [];
  const taken = [...[...layout.nodes.values()].flatMap((box) => obstacles(box)), ...desks];
  const gapSpots = order.flatMap((gap) => spotsAt(layout, tube, gap.at));
  const spots = [...spotsBetweenNames(layout, tube), ...gapSpots, ...spotsUnder(layout, tube)];
  const { width, height } = labelSize(layout);
  const free = spots.find((spot) => !taken.some((rect) => overlaps(around(spot, width * count, height), rect)));
  return { free: free ?? null, last: spots.at(-1) ?? { x: 0, y: 0 } };
}

/** The room that a key's name takes on the wire. */
export function labelSize(layout: Layout) {
  const scale = textScale(layout);
  return layout.orientation === "across" ? { width: 106 * scale, height: 28 * scale } : { width: 68, height: 26 };
}

/** In the middle of the way; where somebody's name hangs there, in the middle between two names. */
function spotsBetweenNames(layout: Layout, tube: Tube): readonly Point[] {
  if (layout.orientation === "down") return [];
  const named = tube.way.flatMap((id) => {
    const box = layout.nodes.get(id);
    return box === undefined || box.kind === "router" ? [] : [box];
  });
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return [];
  const y = Math.max(first.center.y, last.center.y);
  const stretches = named.slice(1).map((box, i) => {
    const [left, right] = [namesOf(named[i] ?? box), namesOf(box)].sort((a, b) => a.x - b.x);
    return left === undefined || right === undefined ? 0 : (left.x + left.width + right.x) / 2;
  });
  const xs = [(first.center.x + last.center.x) / 2, ...stretches.sort((a, b) => a - b)];
  return xs.flatMap((x) => spotsAt(layout, tube, { x, y }));
}

function namesOf(box: NodeBox): Rect {
  return box.labelRect ?? box.rect;
}

function spotsAt(layout: Layout, tube: Tube, at: Point): readonly Point[] {
  const { width, height } = labelSize(layout);
  const aside = layout.tube / 2;
  if (layout.orientation === "down") {
    return [
      { x: at.x - aside - width / 2 + 2, y: at.y },
      { x: width / 2 + 1, y: at.y },
    ];
  }
  const below = aside + height / 2 + 5 + tube.lane * (height + 4);
  return [0, 16, 36, 44, 60].map((more) => ({
    x: at.x,
    y: at.y + below + more * layout.scale,
  }));
}

/** Where the gaps are too narrow: under a router and its name. */
function spotsUnder(layout: Layout, tube: Tube): readonly Point[] {
  if (layout.orientation === "down") return [];
  const { height } = labelSize(layout);
  return tube.way.slice(1, -1).flatMap((id) => {
    const box = layout.nodes.get(id);
    if (box === undefined) return [];
    const { y, height: tall } = box.labelRect ?? box.rect;
    return [{ x: box.center.x, y: y + tall + height / 2 + 3 + tube.lane * (height + 4) }];
  });
}

/** What a key's name must not stand over; the impostor's bubble is the only one that hangs below the wire. */
function obstacles(box: NodeBox): readonly Rect[] {
  const words = box.labelRect === null ? [] : [box.labelRect];
  return box.kind === "impostor" ? [box.rect, ...words, box.bubble.room] : [box.rect, ...words];
}

function gapsOf(layout: Layout, tube: Tube) {
  const across = layout.orientation === "across";
  return tube.way.slice(1).flatMap((id, i) => {
    const [a, b] = [layout.nodes.get(tube.way[i] ?? ""), layout.nodes.get(id)];
    if (a === undefined || b === undefined) return [];
    const [first, second] = (across ? a.center.x > b.center.x : a.center.y > b.center.y) ? [b, a] : [a, b];
    const from = across ? first.rect.x + first.rect.width : first.rect.y + first.rect.height;
    const to = across ? second.rect.x : second.rect.y;
    const share = across
      ? ((from + to) / 2 - first.center.x) / Math.max(second.center.x - first.center.x, 1)
      : ((from + to) / 2 - first.center.y) / Math.max(second.center.y - first.center.y, 1);
    const at = {
      x: first.center.x + (second.center.x - first.center.x) * share,
      y: first.center.y + (second.center.y - first.center.y) * share,
    };
    const straight = across ? a.center.y === b.center.y : a.center.x === b.center.x;
    return [{ room: to - from, at, straight }];
  });
}
