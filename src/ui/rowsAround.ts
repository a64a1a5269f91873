/** Rows of a list: the first, and the one behind the last. */
export type Rows = Readonly<{ from: number; to: number }>;

/** Rows come and go this many at once, so that most of a scroll draws nothing. */
const STEP = 8;
/** So many are drawn before anything has been measured. */
const FIRST = 16;

/**
 * The rows to draw where those between `top` and `bottom` (in rows, as they may be parted) are in view: these, and
 * `margin` at either end.
 */
export function rowsAround(top: number, bottom: number, count: number, margin: number): Rows {
  const from = Math.floor((top - margin) / STEP) * STEP;
  const to = Math.ceil((bottom + margin) / STEP) * STEP;
  const within = (row: number): number => Math.min(Math.max(row, 0), count);
  return { from: within(from), to: within(to) };
}

export function firstRows(count: number): Rows {
  return { from: 0, to: Math.min(FIRST, count) };
}

/** The numbers of rows to draw, in order: those in view, and single ones that must be there wherever they are. */
export function rowNumbers({ from, to }: Rows, also: readonly number[], count: number): readonly number[] {
  const inView = Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i);
  const others = also.filter((row) => (row < from || row >= to) && row >= 0 && row < count);
  return [...new Set([...inView, ...others])].sort((a, b) => a - b);
}
