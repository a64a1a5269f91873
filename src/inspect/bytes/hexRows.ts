/** A row of a dump: the bytes from `start` on, `perRow` at most, as pairs of digits parted by spaces. */
export function hexCells(bytes: Uint8Array, start: number, perRow: number): string {
  const row = bytes.subarray(start, start + perRow);
  return Array.from(row, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** The byte to which a key leads from `at`; null for keys that lead nowhere. Home and End stay in the row. */
export function movedByte(key: string, at: number, count: number, perRow: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at < perRow ? at : at - perRow,
    ArrowDown: at + perRow < count ? at + perRow : at,
    Home: at - (at % perRow),
    End: at - (at % perRow) + perRow - 1,
    Enter: at,
    " ": at,
  };
  const to = moves[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), count - 1);
}
