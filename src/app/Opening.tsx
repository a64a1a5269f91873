import type { ReactElement } from "react";
import styles from "./Opening.module.css";

/** What is seen while a scene is loaded and its run recorded: for long waits only, so that short ones don't flicker. */
export function Opening(): ReactElement {
  return (
    <main className={styles.opening} aria-busy="true">
      <p>Making keys and running the scene…</p>
    </main>
  );
}
