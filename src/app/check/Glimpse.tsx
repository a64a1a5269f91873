import { ArrowDown } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../../language/t.ts";
import styles from "./Glimpse.module.css";
import type { Judgement } from "./judging/judging.ts";

export const VERDICT_ID = "verdict";

/** On a narrow screen the verdict lies below what was pasted: its word at the foot of the screen, and the way there. */
export function Glimpse({ judgement }: Readonly<{ judgement: Judgement | null }>): ReactElement | null {
  const [hidden, setHidden] = useState(false);
  const isThere = judgement !== null;
  useEffect(() => {
    const verdict = document.getElementById(VERDICT_ID);
    if (!isThere || verdict === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      // Also where it lies above: who has passed it needs no way there.
      setHidden(entry === undefined || entry.isIntersecting || entry.boundingClientRect.top < 0);
    });
    observer.observe(verdict);
    return () => observer.disconnect();
  }, [isThere]);
  if (judgement === null || hidden) return null;
  const { accepted, reason } = judgement.verdict;
  return (
    <div className={styles.glimpse}>
      <button
        type="button"
        data-accepted={accepted}
        onClick={() => document.getElementById(VERDICT_ID)?.scrollIntoView({ block: "start" })}
      >
        <b>{accepted ? t`Accepted` : t`Refused`}</b>
        {reason === null ? null : <code>{reason}</code>}
        <ArrowDown size={17} aria-hidden />
      </button>
    </div>
  );
}
