import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import styles from "./Hero.module.css";

/** Alice, the strangers between, one of them masked, and Bob: the whole story in one line. */
export function Hero(): ReactElement {
  return (
    <svg
      className={styles.hero}
      viewBox="0 0 920 132"
      role="img"
      aria-label={t`Alice, two routers with Mallory between them, and Bob`}
    >
      <path className={styles.wire} d="M66 66H854" />
      <g transform="translate(66 66)">
        <circle r="46" className={styles.person} />
        <circle cy="-10" r="13" className={styles.ink} />
        <path d="M-24 26a24 20 0 0 1 48 0" className={styles.ink} />
      </g>
      <g transform="translate(191 66)">
        <rect x="-33" y="-22" width="66" height="44" rx="7" className={styles.letter} />
        <path d="M-33-16 0 6 33-16" className={styles.fold} />
      </g>
      <Router x={316} />
      <g transform="translate(460 66)">
        <path d="M0-45 45-16 31 39-31 39-45-16Z" className={styles.mallory} />
        <path d="M-24-5q12-9 24 0q12-9 24 0q-3 15-14 14q-7-2-10-8q-3 6-10 8q-11 1-14-14Z" className={styles.mask} />
        <circle cx="-11" cy="1" r="3.5" className={styles.hole} />
        <circle cx="11" cy="1" r="3.5" className={styles.hole} />
      </g>
      <Router x={604} />
      <g transform="translate(729 66)">
        <rect x="-33" y="-22" width="66" height="44" rx="7" className={styles.sealed} />
        <path d="M-33-16 0 6 33-16" className={styles.sealedFold} />
        <circle cy="5" r="11" className={styles.seal} />
        <path d="M-4 3v-2.500a4 4 0 0 1 8 0v2.500" className={styles.shackle} />
        <rect x="-6" y="3" width="12" height="8" rx="1.500" className={styles.lock} />
      </g>
      <g transform="translate(854 66)">
        <rect x="-44" y="-44" width="88" height="88" rx="18" className={styles.person} />
        <g className={styles.ink}>
          <rect x="-24" y="-26" width="48" height="14" rx="4" />
          <rect x="-24" y="-7" width="48" height="14" rx="4" />
          <rect x="-24" y="12" width="48" height="14" rx="4" />
        </g>
      </g>
    </svg>
  );
}

function Router({ x }: Readonly<{ x: number }>): ReactElement {
  return (
    <g transform={`translate(${x} 66)`}>
      <rect x="-28" y="-28" width="56" height="56" rx="14" className={styles.router} />
      <path d="M-12-6h24m-7-6 7 6-7 6M12 8h-24m7-6-7 6 7 6" className={styles.arrows} />
    </g>
  );
}
