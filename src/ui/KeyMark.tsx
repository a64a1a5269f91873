import type { ReactElement } from "react";
import type { Hex } from "../bytes/hex.ts";
import { t } from "../language/t.ts";
import styles from "./KeyMark.module.css";
import { type KeyTone, patternOf, shortFingerprint } from "./keyPattern.ts";

/**
 * A key at a glance: the pattern that its fingerprint gives, and its name (`key 7f3a`). `index` forces a pattern, for
 * places where two keys must look different (see patternIndexes); `label` null leaves the picture alone, for places
 * where the name stands beside it.
 */
export function KeyMark({
  fingerprint,
  tone = "plain",
  label,
  index,
  size = "m",
}: {
  fingerprint: Hex;
  tone?: KeyTone;
  label?: string | null;
  index?: number | undefined;
  size?: "s" | "m" | "l";
}): ReactElement {
  const words = label === undefined ? t`key ${shortFingerprint(fingerprint)}` : label;
  const pattern = patternOf(fingerprint, index);
  return (
    <span className={styles.mark} data-tone={tone} data-size={size} data-bare={words === null}>
      <svg className={styles.tile} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path className={styles[pattern.draw]} d={pattern.d} />
      </svg>
      {words !== null && <span className={styles.words}>{words}</span>}
    </span>
  );
}
