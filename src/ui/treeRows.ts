/** What a tree is made of; what a row shows is the caller's. */
export type TreeItem = Readonly<{ id: string; children: readonly TreeItem[] }>;

/** A row that can be seen. `open` is null where nothing lies below it. */
export type TreeRow = Readonly<{
  id: string;
  parent: string | null;
  depth: number;
  open: boolean | null;
  /** From 1, among `siblings`. */
  position: number;
  siblings: number;
}>;

type Open = ReadonlyMap<string, boolean>;

/** The rows to be seen, from the top: what the user opened or closed, else everything above `openDepth`. */
export function rowsOf(items: readonly TreeItem[], open: Open, openDepth: number): readonly TreeRow[] {
  return below(items, open, openDepth, 0, null);
}

/** `open` with every parent of `id` opened. */
export function withShown(items: readonly TreeItem[], open: Open, openDepth: number, id: string): Open {
  const closed = parentsOf(items, id).filter((parent, depth) => !(open.get(parent) ?? depth < openDepth));
  return closed.length === 0 ? open : new Map([...open, ...closed.map((parent) => [parent, true] as const)]);
}

/** What a key does on a row: where it goes and whether the row opens or closes; null where it does nothing. */
export function moved(
  rows: readonly TreeRow[],
  row: TreeRow,
  key: string,
): Readonly<{ to: string; open: boolean | null }> | null {
  const at = rows.findIndex((r) => r.id === row.id);
  const go = (to: string | undefined): { to: string; open: null } => ({ to: to ?? row.id, open: null });
  switch (key) {
    case "ArrowDown":
      return go(rows[at + 1]?.id);
    case "ArrowUp":
      return go(rows[at - 1]?.id);
    case "Home":
      return go(rows[0]?.id);
    case "End":
      return go(rows.at(-1)?.id);
    case "ArrowRight":
      return row.open === false ? { to: row.id, open: true } : go(row.open ? rows[at + 1]?.id : row.id);
    case "ArrowLeft":
      return row.open === true ? { to: row.id, open: false } : go(row.parent ?? row.id);
    case "Enter":
    case " ":
      return { to: row.id, open: row.open === null ? null : !row.open };
    default:
      return null;
  }
}

function below(
  items: readonly TreeItem[],
  open: Open,
  openDepth: number,
  depth: number,
  parent: string | null,
): readonly TreeRow[] {
  return items.flatMap((item, index) => {
    const isOpen = item.children.length === 0 ? null : (open.get(item.id) ?? depth < openDepth);
    const row = { id: item.id, parent, depth, open: isOpen, position: index + 1, siblings: items.length };
    return isOpen === true ? [row, ...below(item.children, open, openDepth, depth + 1, item.id)] : [row];
  });
}

/** The ids above `id`, outermost first; empty where it stands at the top or nowhere. */
function parentsOf(items: readonly TreeItem[], id: string): readonly string[] {
  for (const item of items) {
    if (item.children.some((child) => child.id === id)) return [item.id];
    const found = parentsOf(item.children, id);
    if (found.length > 0) return [item.id, ...found];
  }
  return [];
}
