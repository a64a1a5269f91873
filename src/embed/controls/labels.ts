export type Tick = Readonly<{
  text: string /** 0..1 along the rail. */;
  at: number /** Lower goes first. */;
  rank: number;
}>;
export type PlacedLabel = Readonly<{ index: number; left: number; width: number }>;

const CHARACTER_PX = 6.9;
const GAP_PX = 28;

/**
 * Which ticks can show their label, and where, on a rail of `width` px: the first ranks get their place, the others
 * what room is left. A label stands centred over its tick, moved inwards at the ends.
 */
export function placeLabels(ticks: readonly Tick[], width: number, scale = 1): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const order = ticks
    .map((tick, index) => ({ tick, index }))
    .sort((a, b) => a.tick.rank - b.tick.rank || a.index - b.index);
  for (const { tick, index } of order) {
    if (tick.text === "") continue;
    const wide = Math.min(Math.ceil(tick.text.length * CHARACTER_PX * scale), width);
    const left = Math.min(Math.max(tick.at * width - wide / 2, 0), width - wide);
    const free = placed.every((p) => left + wide + GAP_PX <= p.left || left >= p.left + p.width + GAP_PX);
    if (free || placed.length === 0) placed.push({ index, left, width: wide });
  }
  return placed.sort((a, b) => a.index - b.index);
}
