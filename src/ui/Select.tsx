import { ChevronDown } from "lucide-react";
import type { ReactElement } from "react";
import type { SegmentOption } from "./Segment.tsx";
import styles from "./Select.module.css";

type SelectProps<T extends string> = Readonly<{
  label: string;
  /** Said before the value, so that the closed control explains itself. */
  prefix?: string;
  options: readonly SegmentOption<T>[];
  value: T;
  onChange: (value: T) => void;
}>;

/** One of many, closed until asked: the browser's own list. */
export function Select<T extends string>({
  label,
  prefix = "",
  options,
  value,
  onChange,
}: SelectProps<T>): ReactElement {
  return (
    <label className={styles.select} title={label}>
      <span className="visually-hidden">{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const found = options.find((option) => option.value === event.target.value);
          if (found !== undefined) onChange(found.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {prefix}
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={16} aria-hidden />
    </label>
  );
}
