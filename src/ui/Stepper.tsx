import { Minus, Plus } from "lucide-react";
import type { ReactElement } from "react";
import { IconButton } from "./Button.tsx";
import styles from "./Stepper.module.css";

type StepperProps = Readonly<{
  label: string;
  /** What one less and one more are called. */
  less: string;
  more: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}>;

/** A small whole number with a button on either side. */
export function Stepper({ label, less, more, value, min, max, onChange }: StepperProps): ReactElement {
  return (
    <fieldset className={styles.stepper}>
      <legend className="visually-hidden">{label}</legend>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      <IconButton
        label={less}
        icon={<Minus size={16} aria-hidden />}
        aria-disabled={value <= min}
        onClick={() => value > min && onChange(value - 1)}
      />
      <output className={styles.value}>{value}</output>
      <IconButton
        label={more}
        icon={<Plus size={16} aria-hidden />}
        aria-disabled={value >= max}
        onClick={() => value < max && onChange(value + 1)}
      />
    </fieldset>
  );
}
