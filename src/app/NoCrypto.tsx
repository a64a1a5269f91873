import type { ReactElement } from "react";
import styles from "./Message.module.css";

/** Why nothing can run here, and what to do. */
export function NoCrypto(): ReactElement {
  return (
    <main className={styles.message}>
      <h1>Between Alice and Bob</h1>
      <p>
        <strong>The browser keeps its cryptography from this page</strong>, because it came over plain http from{" "}
        <code>{location.host}</code>. Everything here is computed for real, so nothing can run without it.
      </p>
      <p>
        Open the page over <code>https</code>, or from your own machine at <code>http://localhost</code>.
      </p>
    </main>
  );
}
