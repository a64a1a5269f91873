import { memo, type ReactElement } from "react";
import { linePath, type Places, ROW, rowShapes, type Shape } from "./drawing.ts";
import styles from "./Ladder.module.css";
import type { LadderRow } from "./rows.ts";

type Props = Readonly<{
  row: LadderRow;
  places: Places;
  /** From 1, among `count`: only some of them are there at a time. */
  position: number;
  count: number;
  isCurrent: boolean;
  /** What it says, for those who hear it. */
  spoken: string;
  onChoose: (index: number) => void;
  onFocus: (position: number) => void;
}>;

/** One row of the ladder: it leads to its step. */
export const Rung = memo(function Rung(props: Props): ReactElement {
  const { row, places, position, count, isCurrent, spoken, onChoose, onFocus } = props;
  return (
    <li
      className={styles.row}
      style={{ height: ROW, top: (position - 1) * ROW }}
      aria-posinset={position}
      aria-setsize={count}
    >
      <button
        type="button"
        aria-current={isCurrent ? "step" : undefined}
        aria-label={spoken}
        onClick={() => onChoose(row.index)}
        onFocus={() => onFocus(position)}
      >
        <svg width={places.width} height={ROW} aria-hidden>
          {rowShapes(row, 0, places).map((shape) => (
            <Drawn key={shape.kind} shape={shape} />
          ))}
        </svg>
      </button>
    </li>
  );
});

function Drawn({ shape }: { shape: Shape }): ReactElement {
  if (shape.kind === "line") return <path className={styles.line} data-tone={shape.tone} d={linePath(shape)} />;
  if (shape.kind === "dot")
    return <circle className={styles.dot} data-tone={shape.tone} cx={shape.x} cy={shape.y} r={4} />;
  return (
    <text className={styles.text} data-tone={shape.tone} x={shape.x} y={shape.y} textAnchor={shape.anchor}>
      {shape.words}
    </text>
  );
}
