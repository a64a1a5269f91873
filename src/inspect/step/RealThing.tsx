import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { REAL_THINGS } from "../../scenes/realThing.ts";
import styles from "./Ending.module.css";

/** The way to the step of Act V that does what this scene is about. */
export function RealThing({ scene }: { scene: string }): ReactElement | null {
  const real = REAL_THINGS.get(scene);
  if (real === undefined) return null;
  return (
    <p className={styles.real}>
      <b>{t`In real TLS 1.3:`}</b> <a href={`#/scene/${real.to}`}>{real.words}</a>
    </p>
  );
}
