import { ChevronDown } from "lucide-react";
import { type ReactElement, useId } from "react";
import select from "../../ui/Select.module.css";
import styles from "./Fields.module.css";
import type { ChoiceRow } from "./rows.ts";

type Props = Readonly<{
  row: ChoiceRow;
  value: string;
  idle: string | null;
  changed: boolean;
  onChange: (value: string) => void;
}>;

/** One of many: the browser's own list, with what the choice means under it. */
export function ChoiceField({ row, value, idle, changed, onChange }: Props): ReactElement {
  const id = useId();
  const hint = idle ?? row.options.find((option) => option.value === value)?.hint ?? "";
  return (
    <div className={styles.choice} data-idle={idle !== null} data-changed={changed}>
      <label htmlFor={id}>
        {row.label}
        {row.term !== "" && <span className={styles.term}> {row.term}</span>}
      </label>
      <span className={select.select}>
        <select
          id={id}
          value={value}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        >
          {row.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden />
      </span>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}
