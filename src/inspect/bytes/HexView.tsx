// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be a grid of bytes that wraps to the width of the panel
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactElement,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { t } from "../../language/t.ts";
import { rowNumbers } from "../../ui/rowsAround.ts";
import { useRowsInView } from "../../ui/useRowsInView.ts";
import styles from "./HexView.module.css";
import { hexCells, movedByte } from "./hexRows.ts";

type Span = Readonly<{ start: number; end: number }>;
type Props = Readonly<{
  bytes: Uint8Array;
  /** The bytes to light. */
  lit: Span | null;
  label: string;
  /** The name of the field that a byte belongs to: said with the byte. */
  nameAt: (offset: number) => string;
  onChoose: (offset: number) => void;
  onPoint: (offset: number | null) => void;
}>;

/** Below this width, in CSS pixels, a row has 8 bytes instead of 16. */
const WIDE = 340;
/** Rows drawn above and below those in view. */
const MARGIN = 4;

/**
 * A dump with one tab stop: arrows walk from byte to byte, pointing or walking chooses. Of a long one only the rows in
 * view are drawn, and the one with the cursor.
 */
export function HexView({ bytes, lit, label, nameAt, onChoose, onPoint }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const perRow = useBytesPerRow(box);
  const count = Math.ceil(bytes.length / perRow);
  const inView = useRowsInView({ box, page, count, margin: MARGIN });
  const [cursor, setCursor] = useState(0);
  const walking = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows the cursor
  useEffect(() => {
    if (walking.current) box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    walking.current = false;
  }, [cursor]);
  useEffect(() => {
    if (lit !== null && !(box.current?.matches(":hover, :focus-within") ?? false))
      reveal(box.current, page.current, Math.floor(lit.start / perRow), count);
  }, [lit, perRow, count]);
  const go = (offset: number): void => {
    setCursor(offset);
    onChoose(offset);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = movedByte(event.key, cursor, bytes.length, perRow);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    walking.current = to !== cursor;
    go(to);
  };
  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={count}
      className={styles.hex}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onPoint(null)}
      onPointerOver={(event) => event.pointerType === "mouse" && onPoint(offsetOf(event.target))}
      onClick={(event) => {
        const offset = offsetOf(event.target);
        if (offset === null) return;
        // Only the byte at the cursor can have the focus, so it goes there with the click.
        walking.current = offset !== cursor;
        go(offset);
      }}
    >
      <div ref={page} role="rowgroup" className={styles.page} style={inRows("--rows", count)}>
        {rowNumbers(inView, [Math.floor(cursor / perRow)], count).map((row) => {
          const start = row * perRow;
          const isHere = cursor >= start && cursor < start + perRow;
          return (
            <Row
              key={start}
              row={row}
              start={start}
              cells={hexCells(bytes, start, perRow)}
              from={Math.max((lit?.start ?? 0) - start, 0)}
              to={Math.min((lit?.end ?? 0) - start, perRow)}
              cursor={isHere ? cursor - start : -1}
              name={isHere ? nameAt(cursor) : ""}
            />
          );
        })}
      </div>
    </div>
  );
}

type RowProps = Readonly<{
  row: number;
  start: number;
  cells: string;
  from: number;
  to: number;
  cursor: number;
  name: string;
}>;

/** One row; drawn again only where its own light or the cursor in it changed. */
const Row = memo(
  function Row({ row, start, cells, from, to, cursor, name }: RowProps): ReactElement {
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
      <div role="row" aria-rowindex={row + 1} className={styles.row} style={inRows("--row", row)}>
        <span className={styles.offset} aria-hidden>
          {start.toString(16).padStart(3, "0")}
        </span>
        {cells.split(" ").map((cell, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the one at the cursor takes the focus
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a byte is its place
            key={start + i}
            role="gridcell"
            data-offset={start + i}
            {...(i >= from && i < to ? { "data-lit": true, "data-first": i === from, "data-last": i === to - 1 } : {})}
            {...(i === cursor ? { tabIndex: 0, "aria-label": t`${cell}, byte ${start + i}, ${name}` } : {})}
          >
            {cell}
          </span>
        ))}
      </div>
    );
  },
  (a, b) => sameLight(a, b) && a.cursor === b.cursor && a.name === b.name && a.cells === b.cells,
);

function sameLight(a: RowProps, b: RowProps): boolean {
  return (a.from >= a.to && b.from >= b.to) || (a.from === b.from && a.to === b.to);
}

/** So many rows' heights, for the style sheet: it knows how high one is. */
function inRows(name: "--row" | "--rows", count: number): CSSProperties {
  return { [name]: count };
}

function useBytesPerRow(box: React.RefObject<HTMLDivElement | null>): 8 | 16 {
  const [perRow, setPerRow] = useState<8 | 16>(16);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const measure = (): void => setPerRow(current.clientWidth >= WIDE ? 16 : 8);
    // Called between layout and paint: no layout is forced, and no row is seen to be too long.
    const observer = new ResizeObserver(() => flushSync(measure));
    observer.observe(current);
    return () => observer.disconnect();
  }, [box]);
  return perRow;
}

function offsetOf(target: EventTarget): number | null {
  const offset = target instanceof HTMLElement ? target.dataset.offset : undefined;
  return offset === undefined ? null : Number(offset);
}

/** Scrolls the dump, and nothing around it, to a row. */
function reveal(box: HTMLElement | null, page: HTMLElement | null, row: number, count: number): void {
  if (box === null || page === null) return;
  const height = page.offsetHeight / count;
  const top = page.offsetTop + row * height;
  if (top < box.scrollTop || top + height > box.scrollTop + box.clientHeight) box.scrollTop = top - 8;
}
