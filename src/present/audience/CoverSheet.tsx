import { type ReactElement, useEffect, useRef } from "react";
import { t } from "../../language/t.ts";
import type { Cover } from "../channel/messages.ts";
import styles from "./CoverSheet.module.css";

/** A black or a white screen, so that the class looks at the teacher. A tap brings the page back; so does any key. */
export function CoverSheet({ cover, onEnd }: Readonly<{ cover: NonNullable<Cover>; onEnd: () => void }>): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const label = cover === "black" ? t`Black screen: press any key to return` : t`White screen: press any key to return`;
  return (
    <button ref={button} type="button" className={styles.cover} data-cover={cover} aria-label={label} onClick={onEnd} />
  );
}
