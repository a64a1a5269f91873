import type { ReactElement } from "react";
import type { Spot } from "../channel/messages.ts";
import styles from "./SpotMark.module.css";

/** A red point, or a light in the dark, at its place on the stage that it lies over. */
export function SpotMark({ spot: { kind, x, y } }: Readonly<{ spot: Spot }>): ReactElement {
  const place = { left: `${x * 100}%`, top: `${y * 100}%` };
  return (
    <div className={styles.over} aria-hidden data-spot={kind}>
      <span className={styles[kind]} style={place} />
    </div>
  );
}
