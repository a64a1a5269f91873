import type { ReactElement, ReactNode } from "react";
import styles from "./Chip.module.css";

export type ChipTone = "plain" | "paper" | "aqua" | "yellow" | "red" | "green";

/** A few words on a coloured ground. The words say everything: the tone only repeats it. */
export function Chip({
  tone = "plain",
  icon,
  children,
}: {
  tone?: ChipTone;
  icon?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <span className={styles.chip} data-tone={tone}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
