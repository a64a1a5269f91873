import { type ReactElement, useEffect, useRef } from "react";
import { t } from "../language/t.ts";
import styles from "./Blackout.module.css";

/** A black screen, so that the class looks at the teacher. Any key or tap brings the page back. */
export function Blackout({ onEnd }: Readonly<{ onEnd: () => void }>): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(onEnd);
  latest.current = onEnd;
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    const end = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    addEventListener("keydown", end, { capture: true });
    return () => {
      removeEventListener("keydown", end, { capture: true });
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className={styles.black}
      aria-label={t`Black screen: press any key to return`}
      onClick={onEnd}
    />
  );
}
