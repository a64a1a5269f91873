import type { Point } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import type { Tube } from "./tubes.ts";

/** The corner points of a channel, moved aside where channels lie side by side, and how thick it is. */
export function tubeLine(layout: Layout, tube: Tube): Readonly<{ points: readonly Point[]; width: number }> {
  const width = tube.lanes === 1 ? layout.tube : Math.max(layout.tube / tube.lanes, 9);
  const aside = (tube.lane - (tube.lanes - 1) / 2) * (width + 3);
  const points = centers(layout, tube).map(({ x, y }) =>
    layout.orientation === "across" ? { x, y: y + aside } : { x: x + aside, y },
  );
  return { points, width };
}

function centers(layout: Layout, tube: Tube): readonly Point[] {
  return tube.way.flatMap((id) => {
    const box = layout.nodes.get(id);
    return box === undefined ? [] : [box.center];
  });
}
