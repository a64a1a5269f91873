import type { ReactElement } from "react";
import styles from "./Brand.module.css";

/** Alice, a packet on the wire, Bob: the mark of the project. */
export function Brand(): ReactElement {
  return (
    <svg className={styles.mark} viewBox="0 0 40 20" width="40" height="20" aria-hidden>
      <path d="M13 10h14" className={styles.wire} />
      <circle cx="8" cy="10" r="6" className={styles.person} />
      <rect x="26" y="4" width="12" height="12" rx="3" className={styles.person} />
      <rect x="16.5" y="7" width="8" height="6" rx="1.2" className={styles.packet} />
    </svg>
  );
}
