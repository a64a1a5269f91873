import { ChevronDown } from "lucide-react";
import { type ReactElement, type ReactNode, useId } from "react";
import { Segment, type SegmentOption } from "../../ui/Segment.tsx";
import select from "../../ui/Select.module.css";
import styles from "./Share.module.css";

export type Option = Readonly<{ value: string; label: string }>;

type FieldProps = Readonly<{
  label: string;
  hint?: string;
  value: string;
  options: readonly (Option | Readonly<{ group: string; options: readonly Option[] }>)[];
  onChange: (value: string) => void;
}>;

/** One of many: the browser's own list, with its name over it. */
export function ListField({ label, hint = "", value, options, onChange }: FieldProps): ReactElement {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span className={select.select}>
        <select
          id={id}
          value={value}
          aria-describedby={hint === "" ? undefined : `${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((one) =>
            "group" in one ? (
              <optgroup key={one.group} label={one.group}>
                {one.options.map(optionOf)}
              </optgroup>
            ) : (
              optionOf(one)
            ),
          )}
        </select>
        <ChevronDown size={16} aria-hidden />
      </span>
      {hint !== "" && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

function optionOf({ value, label }: Option): ReactElement {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}

/** One of a few, all in view, with its name over it. */
export function Choose<T extends string>({
  label,
  ...rest
}: Readonly<{
  label: string;
  options: readonly SegmentOption<T>[];
  value: T;
  onChange: (value: T) => void;
}>): ReactElement {
  return (
    <div className={styles.field}>
      <span className={styles.name} aria-hidden>
        {label}
      </span>
      <Segment label={label} {...rest} wide />
    </div>
  );
}

/** Something that is set or not. */
export function CheckField({
  label,
  hint,
  on,
  onChange,
}: Readonly<{ label: string; hint: string; on: boolean; onChange: (on: boolean) => void }>): ReactElement {
  const id = useId();
  return (
    <div className={styles.check}>
      <label>
        <input
          type="checkbox"
          checked={on}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}

/** Fields that belong together. */
export function Group({ title, children }: Readonly<{ title: string; children: ReactNode }>): ReactElement {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
