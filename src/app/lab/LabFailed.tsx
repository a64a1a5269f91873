import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./LabBar.module.css";

/** What is seen where the first run could not be recorded. */
export function LabFailed({ onRetry }: Readonly<{ onRetry: () => void }>): ReactElement {
  return (
    <main className={styles.failed}>
      <h1>{t`The lab could not be opened`}</h1>
      <p>{t`Is the connection there?`}</p>
      <p>
        <Button onClick={onRetry}>{t`Try again`}</Button> <a href="#/">{t`All scenes`}</a>
      </p>
    </main>
  );
}
