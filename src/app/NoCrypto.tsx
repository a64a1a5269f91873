import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import styles from "./Message.module.css";

/** Why nothing can run here, and what to do. */
export function NoCrypto(): ReactElement {
  return (
    <main className={styles.message}>
      <h1>{t`Between Alice and Bob`}</h1>
      <p>
        <strong>{t`The browser keeps its cryptography from this page`}</strong>
        {t`, because it came over plain http from`} <code>{location.host}</code>
        {t`. Everything here is computed for real, so nothing can run without it.`}
      </p>
      <p>
        {t`Open the page over`} <code>{t`https`}</code>
        {t`, or from your own machine at`} <code>{t`http://localhost`}</code>.
      </p>
    </main>
  );
}
