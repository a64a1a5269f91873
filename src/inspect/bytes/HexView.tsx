// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be a grid of bytes that wraps to the width of the panel
import {
  type KeyboardEvent,
  memo,
  type ReactElement,
  startTransition,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import styles from "./HexView.module.css";
import { type HexRow, hexRows, movedByte } from "./hexRows.ts";

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
/** Rows of a long dump that are drawn with everything else. */
const AT_ONCE = 12;

/** A dump with one tab stop: arrows walk from byte to byte, pointing or walking chooses. */
export function HexView({ bytes, lit, label, nameAt, onChoose, onPoint }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const perRow = useBytesPerRow(box);
  const rows = useRows(bytes, perRow);
  const [cursor, setCursor] = useState(0);
  const walking = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows the cursor
  useEffect(() => {
    if (walking.current) box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    walking.current = false;
  }, [cursor]);
  useEffect(() => {
    if (lit !== null && !(box.current?.matches(":hover, :focus-within") ?? false)) reveal(box.current, lit.start);
  }, [lit]);
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
      {rows.map(({ start, cells }) => (
        <Row
          key={start}
          start={start}
          cells={cells}
          from={Math.max((lit?.start ?? 0) - start, 0)}
          to={Math.min((lit?.end ?? 0) - start, perRow)}
          cursor={cursor >= start && cursor < start + perRow ? cursor - start : -1}
          name={cursor >= start && cursor < start + perRow ? nameAt(cursor) : ""}
        />
      ))}
    </div>
  );
}

type RowProps = Readonly<{ start: number; cells: string; from: number; to: number; cursor: number; name: string }>;

/** One row; drawn again only where its own light or the cursor in it changed. */
const Row = memo(
  function Row({ start, cells, from, to, cursor, name }: RowProps): ReactElement {
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
      <div role="row" className={styles.row}>
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
            {...(i === cursor ? { tabIndex: 0, "aria-label": `${cell}, byte ${start + i}, ${name}` } : {})}
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

/** What fits into the box is there at once; the rest of a long dump follows when that has been painted. */
function useRows(bytes: Uint8Array, perRow: number): readonly HexRow[] {
  const [whole, setWhole] = useState(bytes.length <= AT_ONCE * perRow);
  useEffect(() => {
    if (!whole) startTransition(() => setWhole(true));
  }, [whole]);
  return useMemo(() => hexRows(whole ? bytes : bytes.subarray(0, AT_ONCE * perRow), perRow), [bytes, perRow, whole]);
}

function useBytesPerRow(box: React.RefObject<HTMLDivElement | null>): 8 | 16 {
  const [perRow, setPerRow] = useState<8 | 16>(16);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const measure = (): void => setPerRow(current.clientWidth >= WIDE ? 16 : 8);
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    measure();
    return () => observer.disconnect();
  }, [box]);
  return perRow;
}

function offsetOf(target: EventTarget): number | null {
  const offset = target instanceof HTMLElement ? target.dataset.offset : undefined;
  return offset === undefined ? null : Number(offset);
}

/** Scrolls the dump, and nothing around it, to a byte. */
function reveal(box: HTMLElement | null, offset: number): void {
  const cell = box?.querySelector<HTMLElement>(`[data-offset="${offset}"]`);
  if (box === null || cell == null) return;
  const top = cell.offsetTop;
  if (top < box.scrollTop || top + cell.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top - 8;
}
