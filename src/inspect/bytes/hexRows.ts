/** A row of a dump: where it begins, and its bytes as pairs of digits parted by spaces. */
export type HexRow = Readonly<{ start: number; cells: string }>;

/** Bytes as rows of `perRow`; none for no bytes. */
export function hexRows(bytes: Uint8Array, perRow: number): readonly HexRow[] {
  const rows: HexRow[] = [];
  for (let start = 0; start < bytes.length; start += perRow) {
    const cells = Array.from(bytes.subarray(start, start + perRow), (byte) => byte.toString(16).padStart(2, "0"));
    rows.push({ start, cells: cells.join(" ") });
  }
  return rows;
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
