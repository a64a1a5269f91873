import type { ReactElement, ReactNode } from "react";
import { t } from "../language/t.ts";
import { Brand } from "./Brand.tsx";
import styles from "./PageHead.module.css";
import { ThemeButton } from "./ThemeButton.tsx";

/**
 * What stands over a page that is no scene: the way home, and what the page itself offers. Not printed. As wide as the
 * page says (`--page-width`, `--page-edge`).
 */
export function PageHead({ children }: Readonly<{ children?: ReactNode }>): ReactElement {
  return (
    <header className={styles.header} data-crowded={children !== undefined}>
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
