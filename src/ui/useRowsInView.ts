import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import { firstRows, type Rows, rowsAround } from "./rowsAround.ts";

type Options = Readonly<{
  /** The box that scrolls. */
  box: RefObject<HTMLElement | null>;
  /** The element that is as high as all rows together, and holds those that are drawn. */
  page: RefObject<HTMLElement | null>;
  count: number;
  /** So many rows are drawn beyond what is in view. */
  margin: number;
}>;

/**
 * The rows of a long list that lie in view, and some more at either end: only these need be drawn. All rows are equally
 * high. Before anything has been measured, the first; on paper, all.
 */
export function useRowsInView({ box, page, count, margin }: Options): Rows {
  const [rows, setRows] = useState(() => firstRows(count));
  useLayoutEffect(() => {
    const [scrolled, whole] = [box.current, page.current];
    if (scrolled === null || whole === null) return;
    const look = (): void => {
      const height = whole.offsetHeight / Math.max(count, 1);
      if (height === 0) return;
      const above = whole.getBoundingClientRect().top - scrolled.getBoundingClientRect().top;
      const next = rowsAround(-above / height, (scrolled.clientHeight - above) / height, count, margin);
      setRows((old) => (old.from === next.from && old.to === next.to ? old : next));
    };
    scrolled.addEventListener("scroll", look, { passive: true });
    // It looks when the page has been laid out: to ask at once would have it laid out twice.
    const observer = new ResizeObserver(look);
    observer.observe(scrolled);
    observer.observe(whole);
    return () => {
      scrolled.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [box, page, count, margin]);
  const isPrinted = usePrinting();
  return isPrinted ? { from: 0, to: count } : { from: Math.min(rows.from, count), to: Math.min(rows.to, count) };
}

/** Whether the page is being printed: what is drawn by then is what stands on paper. */
function usePrinting(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const before = (): void => flushSync(() => setPrinted(true));
    const after = (): void => setPrinted(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return isPrinted;
}
