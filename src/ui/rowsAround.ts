/** Rows of a list: the first, and the one behind the last. */
export type Rows = Readonly<{ from: number; to: number }>;

/** Rows come and go this many at once, so that most of a scroll draws nothing. */
const STEP = 8;

/** The rows to draw where those between `top` and `bottom` (in rows, as they may be parted) are in view. */
export function rowsAround(top: number, bottom: number, count: number): Rows {
  const from = (Math.floor(top / STEP) - 1) * STEP;
  const to = (Math.ceil(bottom / STEP) + 1) * STEP;
  const within = (row: number): number => Math.min(Math.max(row, 0), count);
  return { from: within(from), to: within(Math.max(to, 2 * STEP)) };
}

/** The numbers of rows to draw, in order: those in view, and single ones that must be there wherever they are. */
export function rowNumbers({ from, to }: Rows, also: readonly number[], count: number): readonly number[] {
  const inView = Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i);
  const others = also.filter((row) => (row < from || row >= to) && row >= 0 && row < count);
  return [...new Set([...inView, ...others])].sort((a, b) => a - b);
}
