import { type ReactElement, useId } from "react";
import styles from "./Segment.module.css";

export type SegmentOption<T extends string> = Readonly<{ value: T; label: string; hint?: string }>;

type SegmentProps<T extends string> = Readonly<{
  /** What is chosen here: spoken, and shown before the options where `showLabel` is set. */
  label: string;
  showLabel?: boolean;
  options: readonly SegmentOption<T>[];
  value: T;
  onChange: (value: T) => void;
  tone?: "plain" | "red";
  /** Takes the whole width, the options sharing it. */
  wide?: boolean;
  disabled?: boolean;
}>;

/** One of a few, all in view: a group of radio buttons. */
export function Segment<T extends string>(props: SegmentProps<T>): ReactElement {
  const { label, showLabel = false, options, value, onChange, tone = "plain", wide = false, disabled = false } = props;
  const name = useId();
  return (
    <fieldset className={styles.group} data-wide={wide} disabled={disabled}>
      <legend className="visually-hidden">{label}</legend>
      {showLabel && (
        <span className={styles.label} data-tone={tone} aria-hidden>
          {label}
        </span>
      )}
      <div className={styles.options} data-tone={tone}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} title={option.hint}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
