import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import styles from "./Tree.module.css";
import { moved, rowsOf, type TreeItem, type TreeRow, withShown } from "./treeRows.ts";

type Props = Readonly<{
  label: string;
  items: readonly TreeItem[];
  /** What a row shows. */
  row: (id: string) => ReactNode;
  /** The chosen row; its parents are opened so that it can be seen. */
  active: string | null;
  onActive: (id: string) => void;
  /** The row under the pointer, or null as it leaves. */
  onPoint?: (id: string | null) => void;
  /** The id of an element that explains the chosen row. */
  describedBy?: string;
  /** Rows above this level begin open. */
  openDepth?: number;
}>;

/** A tree with one tab stop: arrows move and open, Home and End jump, Enter and Space choose (WAI-ARIA tree view). */
export function Tree({
  label,
  items,
  row,
  active,
  onActive,
  onPoint,
  describedBy,
  openDepth = 2,
}: Props): ReactElement {
  const [open, setOpen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [shown, setShown] = useState<string | null>(null);
  if (shown !== active) {
    setShown(active);
    if (active !== null) setOpen(withShown(items, open, openDepth, active));
  }
  const rows = rowsOf(items, open, openDepth);
  const current = rows.find((r) => r.id === active) ?? rows[0];
  const box = useRef<HTMLDivElement>(null);
  const focusNext = useRef(false);
  useEffect(() => {
    const element = box.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (focusNext.current) element?.focus();
    else if (active !== null) scrollWithin(box.current, element ?? null);
    focusNext.current = false;
  }, [active]);
  const setRow = (id: string, value: boolean): void => setOpen(new Map(open).set(id, value));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moved(rows, current, event.key);
    if (move === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (move.open !== null) setRow(current.id, move.open);
    if (move.to === active) return;
    focusNext.current = true;
    onActive(move.to);
  };
  return (
    <div
      ref={box}
      role="tree"
      aria-label={label}
      className={styles.tree}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onPoint?.(null)}
    >
      {rows.map((r) => (
        <Row
          key={r.id}
          row={r}
          chosen={r.id === active}
          stop={r.id === current?.id}
          describedBy={r.id === active ? describedBy : undefined}
          onChoose={() => onActive(r.id)}
          onToggle={() => setRow(r.id, r.open !== true)}
          onPoint={() => onPoint?.(r.id)}
        >
          {row(r.id)}
        </Row>
      ))}
    </div>
  );
}

type RowProps = Readonly<{
  row: TreeRow;
  chosen: boolean;
  stop: boolean;
  describedBy: string | undefined;
  onChoose: () => void;
  onToggle: () => void;
  onPoint: () => void;
  children: ReactNode;
}>;

function Row({ row, chosen, stop, describedBy, onChoose, onToggle, onPoint, children }: RowProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of its rows
    <div
      role="treeitem"
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={chosen}
      aria-describedby={describedBy}
      {...(row.open === null ? {} : { "aria-expanded": row.open })}
      tabIndex={stop ? 0 : -1}
      className={styles.row}
      style={{ paddingInlineStart: `${row.depth * 14}px` }}
      onClick={onChoose}
      onFocus={onChoose}
      onPointerEnter={onPoint}
    >
      {row.open === null ? (
        <span className={styles.gap} />
      ) : (
        // The keyboard opens with the arrows: this is the pointer's way.
        <span className={styles.toggle} data-open={row.open} aria-hidden onClick={onToggle}>
          <ChevronRight size={14} />
        </span>
      )}
      {children}
    </div>
  );
}

/** Brings a row into view inside the tree alone, so that the page itself never jumps. */
function scrollWithin(box: HTMLElement | null, row: HTMLElement | null): void {
  if (box === null || row === null) return;
  const above = row.offsetTop - box.offsetTop;
  if (above < box.scrollTop) box.scrollTop = above;
  const below = above + row.offsetHeight;
  if (below > box.scrollTop + box.clientHeight) box.scrollTop = below - box.clientHeight;
}
