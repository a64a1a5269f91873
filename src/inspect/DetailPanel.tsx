import { ArrowLeft } from "lucide-react";
import { lazy, type ReactElement, Suspense, useEffect, useRef } from "react";
import { t } from "../language/t.ts";
import type { Selection } from "../player/types.ts";
import styles from "./DetailPanel.module.css";
import { exists } from "./exists.ts";
import { titleOf } from "./titles.ts";
import { useView } from "./view.ts";

const Detail = lazy(() => import("./Detail.tsx").then((module) => ({ default: module.Detail })));

/** One thing, opened: its heading and the way back at once, the rest as soon as its code is here. */
export function DetailPanel({ selection, onBack }: { selection: Selection; onBack: () => void }): ReactElement {
  const view = useView();
  const heading = useRef<HTMLHeadingElement>(null);
  const there = exists(view.recording, view.frame.index, selection);
  const title = there ? titleOf(view, selection) : { eyebrow: selection.kind, words: t`Not there yet` };
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useEscape(onBack);
  return (
    <div className={styles.detail}>
      <button type="button" className={styles.back} onClick={onBack}>
        <ArrowLeft size={17} aria-hidden />
        {t`Back`}
      </button>
      <div>
        <p className={styles.eyebrow}>{title.eyebrow}</p>
        <h1 ref={heading} tabIndex={-1} className={styles.heading}>
          {title.words}
        </h1>
      </div>
      {there ? (
        <Suspense fallback={<p className={styles.waiting}>{t`Opening…`}</p>}>
          <Detail selection={selection} />
        </Suspense>
      ) : (
        <p
          className={styles.waiting}
        >{t`At this step it does not exist yet. Go on, and it will appear here once it is made.`}</p>
      )}
    </div>
  );
}

/** Escape goes back, unless somebody else (a dialog, a menu) has a use for it. */
function useEscape(onBack: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      onBack();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [onBack]);
}
