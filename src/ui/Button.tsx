import type { ComponentProps, ReactElement, ReactNode } from "react";
import styles from "./Button.module.css";
import { cx } from "./cx.ts";

type Look = "plain" | "primary" | "quiet" | "danger";

/** A button with words on it. */
export function Button({
  look = "plain",
  className,
  ...rest
}: ComponentProps<"button"> & { look?: Look }): ReactElement {
  return <button type="button" className={cx(styles.button, className)} data-look={look} {...rest} />;
}

/** A link that looks like a button. */
export function ButtonLink({
  look = "plain",
  className,
  ...rest
}: ComponentProps<"a"> & { look?: Look }): ReactElement {
  return <a className={cx(styles.button, className)} data-look={look} {...rest} />;
}

/** A button with an icon only: its label is spoken, and shown when hovered. */
export function IconButton({
  label,
  icon,
  className,
  look = "plain",
  ...rest
}: Omit<ComponentProps<"button">, "children"> & { label: string; icon: ReactNode; look?: Look }): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(styles.button, styles.icon, className)}
      data-look={look}
      {...rest}
    >
      {icon}
    </button>
  );
}
