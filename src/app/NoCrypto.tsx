import type { ReactElement } from "react";
import { InsecureHost, isHostInsecure } from "../embed/frame/InsecureHost.tsx";
import { t } from "../language/t.ts";
import { RichText } from "../ui/RichText.tsx";
import styles from "./Message.module.css";

/** Why nothing can run here, and what to do. */
export function NoCrypto(): ReactElement {
  if (isHostInsecure()) return <InsecureHost />;
  return (
    <main className={styles.message}>
      <h1>{t`Between Alice and Bob`}</h1>
      <p>
        <RichText
          text={t`*The browser keeps its cryptography from this page*, because it came over plain http from \`${location.host}\`. Everything here is computed for real, so nothing can run without it.`}
        />
      </p>
      <p>
        <RichText text={t`Open the page over \`https\`, or from your own machine at \`http://localhost\`.`} />
      </p>
    </main>
  );
}
