import { Download } from "lucide-react";
import { type ReactElement, useEffect, useMemo, useRef } from "react";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { Button } from "../../ui/Button.tsx";
import { saveFile } from "../../ui/files.ts";
import { drawLadder, HEAD, linePath, ROW, type Shape, svgOf } from "./drawing.ts";
import styles from "./Ladder.module.css";
import { type LadderRow, ladderOf } from "./rows.ts";
import { savePng } from "./savePng.ts";

/** The run as a sequence diagram, time downwards. Each line leads to its step. */
export function Ladder({ onJump }: { onJump: () => void }): ReactElement {
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const title = usePlayer((state) => state.scene.card.title);
  const { seek } = usePlayerActions();
  const ladder = useMemo(() => ladderOf(recording), [recording]);
  const drawing = useMemo(() => drawLadder(ladder, 560), [ladder]);
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The newest browsers give a promise here, which an effect must not return.
    here.current?.scrollIntoView({ block: "center" });
  }, []);
  const current = ladder.rows.findLast((row) => row.index <= index) ?? null;
  const nameOf = (id: string): string => ladder.columns.find((column) => column.id === id)?.name ?? id;
  const svg = (): string => svgOf(drawing, title);
  return (
    <div className={styles.ladder}>
      <div className={styles.save}>
        <Button look="quiet" onClick={() => saveFile(`${recording.scene}.svg`, "image/svg+xml", svg())}>
          <Download size={16} aria-hidden /> Save as SVG
        </Button>
        <Button look="quiet" onClick={() => void savePng(`${recording.scene}.png`, svg(), drawing)}>
          <Download size={16} aria-hidden /> Save as PNG
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="The run from top to bottom">
        <div className={styles.page} style={{ width: drawing.width, height: drawing.height }}>
          <div className={styles.heads} style={{ height: HEAD }} aria-hidden>
            {drawing.shapes.filter(isHead).map((shape) => (
              <span key={shape.x} style={{ left: shape.x }} data-tone={shape.tone}>
                {shape.words}
              </span>
            ))}
          </div>
          <svg width={drawing.width} height={drawing.height} aria-hidden>
            {drawing.shapes.map((shape, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a drawing is drawn anew as a whole
              <Drawn key={i} shape={shape} />
            ))}
          </svg>
          <ol className={styles.rows} style={{ top: HEAD }}>
            {ladder.rows.map((row) => (
              <li key={row.index} style={{ height: ROW }}>
                <button
                  ref={row === current ? here : null}
                  type="button"
                  aria-current={row === current ? "step" : undefined}
                  aria-label={`Step ${row.index}: ${spoken(row, nameOf)}`}
                  onClick={() => {
                    seek(row.index);
                    onJump();
                  }}
                />
              </li>
            ))}
          </ol>
        </div>
      </section>
    </div>
  );
}

function spoken({ from, to, words }: LadderRow, nameOf: (id: string) => string): string {
  return to === null ? `${nameOf(from)}: ${words}` : `${words}, ${nameOf(from)} to ${nameOf(to)}`;
}

/** The names stay in view on screen; in a file they stand on top. */
function isHead(shape: Shape): shape is Extract<Shape, { kind: "text" }> {
  return shape.kind === "text" && shape.strong;
}

function Drawn({ shape }: { shape: Shape }): ReactElement | null {
  if (shape.kind === "text" && shape.strong) return null;
  if (shape.kind === "line") return <path className={styles.line} data-tone={shape.tone} d={linePath(shape)} />;
  if (shape.kind === "dot")
    return <circle className={styles.dot} data-tone={shape.tone} cx={shape.x} cy={shape.y} r={4} />;
  return (
    <text className={styles.text} data-tone={shape.tone} x={shape.x} y={shape.y} textAnchor={shape.anchor}>
      {shape.words}
    </text>
  );
}
