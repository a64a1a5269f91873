import type { ReactElement, ReactNode } from "react";
import { t } from "../../language/t.ts";
import { Brand } from "../Brand.tsx";
import { ThemeButton } from "../ThemeButton.tsx";
import styles from "./PageHead.module.css";

/** What stands over a page for the classroom: the way home, and what the page itself offers. Not printed. */
export function PageHead({ children }: Readonly<{ children?: ReactNode }>): ReactElement {
  return (
    <header className={styles.header}>
      <a className={styles.brand} href="#/" title={t`All scenes`}>
        <Brand />
        <span>{t`Between Alice and Bob`}</span>
      </a>
      <div className={styles.tools}>
        {children}
        <ThemeButton />
      </div>
    </header>
  );
}
