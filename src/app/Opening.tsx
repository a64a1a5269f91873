import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import type { Page } from "../player/address.ts";
import styles from "./Opening.module.css";

/** What is seen while a page is loaded and its run recorded: for long waits only, so that short ones don't flicker. */
export function Opening({ page = "scene" }: Readonly<{ page?: Page }>): ReactElement {
  return (
    <main className={styles.opening} aria-busy="true">
      <p>{OPENING[page] ?? t`Making keys and running the scene…`}</p>
    </main>
  );
}

/** What other pages than scenes say meanwhile. */
const OPENING: Readonly<Partial<Record<Page, string>>> = {
  check: t`Opening the judge…`,
  lesson: t`Opening…`,
  selfcheck: t`Opening…`,
};
