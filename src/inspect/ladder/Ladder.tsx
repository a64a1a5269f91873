import { Download } from "lucide-react";
import { type ReactElement, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { Button } from "../../ui/Button.tsx";
import { saveFile } from "../../ui/files.ts";
import { rowNumbers } from "../../ui/rowsAround.ts";
import { useRowsInView } from "../../ui/useRowsInView.ts";
import { drawLadder, HEAD, headTone, heightOf, placesOf, ROW, svgOf } from "./drawing.ts";
import styles from "./Ladder.module.css";
import { Rung } from "./Rung.tsx";
import { type Ladder as Drawn, type LadderRow, ladderOf } from "./rows.ts";
import { savePng } from "./savePng.ts";

/** How wide the ladder is at least, in px. */
const WISH = 560;
/** Rows drawn above and below those in view: a screenful, for those who scroll fast. */
const MARGIN = 16;

/** The run as a sequence diagram, time downwards. Each line leads to its step. */
export function Ladder({ onJump }: { onJump: () => void }): ReactElement {
  const recording = usePlayer((state) => state.recording);
  const title = usePlayer((state) => state.scene.card.title);
  const ladder = useMemo(() => ladderOf(recording), [recording]);
  const drawing = () => drawLadder(ladder, WISH);
  const saveSvg = (): void => saveFile(`${recording.scene}.svg`, "image/svg+xml", svgOf(drawing(), title));
  const saveImage = (): void => void savePng(`${recording.scene}.png`, svgOf(drawing(), title), drawing());
  return (
    <div className={styles.ladder}>
      <div className={styles.save}>
        <Button look="quiet" onClick={saveSvg}>
          <Download size={16} aria-hidden /> {t`Save as SVG`}
        </Button>
        <Button look="quiet" onClick={saveImage}>
          <Download size={16} aria-hidden /> {t`Save as PNG`}
        </Button>
      </div>
      <Rungs ladder={ladder} onJump={onJump} />
    </div>
  );
}

/** Of a long run only the rows in view are there, the one where one is, and the one that has the focus. */
function Rungs({ ladder, onJump }: Readonly<{ ladder: Drawn; onJump: () => void }>): ReactElement {
  const index = usePlayer((state) => state.index);
  const { seek } = usePlayerActions();
  const { rows } = ladder;
  const places = useMemo(() => placesOf(ladder, WISH), [ladder]);
  const box = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const current = rows.findLastIndex((row) => row.index <= index);
  const [focused, setFocused] = useState(-1);
  useStart(box, current);
  const inView = useRowsInView({ box, page: list, count: rows.length, margin: MARGIN });
  const choose = useCallback(
    (to: number): void => {
      seek(to);
      onJump();
    },
    [seek, onJump],
  );
  const focus = useCallback((position: number): void => setFocused(position - 1), []);
  const names = useMemo(() => new Map(ladder.columns.map(({ id, name }) => [id, name])), [ladder]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section ref={box} className={styles.scroll} tabIndex={0} aria-label={t`The run from top to bottom`}>
      <div className={styles.page} style={{ width: places.width, height: heightOf(ladder) }}>
        <div className={styles.heads} style={{ height: HEAD }} aria-hidden>
          {ladder.columns.map(({ id, name }) => (
            <span key={id} style={{ left: places.of.get(id) }} data-tone={headTone(name)}>
              {name}
            </span>
          ))}
        </div>
        {ladder.columns.map(({ id }) => (
          <div key={id} className={styles.life} style={{ left: places.of.get(id), top: HEAD - 8 }} aria-hidden />
        ))}
        <ol ref={list} className={styles.rows} style={{ top: HEAD, height: rows.length * ROW }}>
          {rowNumbers(inView, [current, focused], rows.length).map((at) => {
            const row = rows[at];
            return row === undefined ? null : (
              <Rung
                key={row.index}
                row={row}
                places={places}
                position={at + 1}
                count={rows.length}
                isCurrent={at === current}
                spoken={`Step ${row.index}: ${spoken(row, names)}`}
                onChoose={choose}
                onFocus={focus}
              />
            );
          })}
        </ol>
      </div>
    </section>
  );
}

/** Begins with the row where one is in the middle of what can be seen, as soon as anything can. */
function useStart(box: React.RefObject<HTMLElement | null>, row: number): void {
  const start = useRef(row);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      if (current.clientHeight === 0) return;
      current.scrollTop = HEAD + (start.current + 0.5) * ROW - current.clientHeight / 2;
      observer.disconnect();
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [box]);
}

function spoken({ from, to, words }: LadderRow, names: ReadonlyMap<string, string>): string {
  const nameOf = (id: string): string => names.get(id) ?? id;
  return to === null ? `${nameOf(from)}: ${words}` : t`${words}, ${nameOf(from)} to ${nameOf(to)}`;
}
