/** All numbers are CSS pixels from the stage's upper left corner. */
export type Point = Readonly<{ x: number; y: number }>;
export type Rect = Readonly<{ x: number; y: number; width: number; height: number }>;

/** A rectangle by its centre. */
export function around(center: Point, width: number, height: number): Rect {
  return { x: center.x - width / 2, y: center.y - height / 2, width, height };
}

/** Do two rectangles share more than an edge? Half a pixel is allowed for rounding. */
export function overlaps(a: Rect, b: Rect): boolean {
  const slack = 0.5;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), Math.max(min, max));
}

/**
 * Puts spans in a row: each as near to its wish as the others let it, in the order given, none outside `from`..`to`.
 * Returns their starts. The spans must fit.
 */
export function inARow(
  spans: readonly Readonly<{ wish: number; size: number }>[],
  from: number,
  to: number,
  gap: number,
) {
  const starts: number[] = [];
  let free = from;
  for (const span of spans) {
    const start = Math.max(span.wish - span.size / 2, free);
    starts.push(start);
    free = start + span.size + gap;
  }
  let limit = to;
  for (let i = spans.length - 1; i >= 0; i--) {
    const start = Math.min(starts[i] ?? 0, limit - (spans[i]?.size ?? 0));
    starts[i] = start;
    limit = start - gap;
  }
  return starts;
}

/** Centres of things of these sizes between two edges, with the same gap before, between and after. */
export function evenly(sizes: readonly number[], from: number, to: number): readonly number[] {
  const gap = (to - from - sum(sizes)) / (sizes.length + 1);
  let at = from;
  return sizes.map((size) => {
    const center = at + gap + size / 2;
    at += gap + size;
    return center;
  });
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

/** Points as SVG writes them. */
export function pointsOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}
