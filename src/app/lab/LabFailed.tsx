import type { ReactElement } from "react";
import { Button } from "../../ui/Button.tsx";
import styles from "./LabBar.module.css";

/** What is seen where the first run could not be recorded. */
export function LabFailed({ onRetry }: Readonly<{ onRetry: () => void }>): ReactElement {
  return (
    <main className={styles.failed}>
      <h1>The lab could not be opened</h1>
      <p>Is the connection there?</p>
      <p>
        <Button onClick={onRetry}>Try again</Button> <a href="#/">All scenes</a>
      </p>
    </main>
  );
}
