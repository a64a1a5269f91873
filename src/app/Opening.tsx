import type { ReactElement } from "react";
import type { Page } from "../player/address.ts";
import styles from "./Opening.module.css";

/** What is seen while a page is loaded and its run recorded: for long waits only, so that short ones don't flicker. */
export function Opening({ page = "scene" }: Readonly<{ page?: Page }>): ReactElement {
  return (
    <main className={styles.opening} aria-busy="true">
      <p>{page === "check" ? "Opening the judge…" : "Making keys and running the scene…"}</p>
    </main>
  );
}
