import type { ReactElement } from "react";
import styles from "./Switch.module.css";

type SwitchProps = Readonly<{ label: string; hint?: string; on: boolean; onChange: (on: boolean) => void }>;

/** Something that is on or off, with a line that says what it does. */
export function Switch({ label, hint, on, onChange }: SwitchProps): ReactElement {
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        className="visually-hidden"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles.track} aria-hidden />
      <span className={styles.words}>
        <span>{label}</span>
        {hint !== undefined && hint !== "" && <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  );
}
