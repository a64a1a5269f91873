import { ArrowRight } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { whatFollows } from "../../player/path.ts";
import { RichText } from "../../ui/RichText.tsx";
import styles from "./Ending.module.css";

/** What the scene leaves out, closed until asked for. */
export function LeavesOut({ sentences }: { sentences: readonly string[] }): ReactElement | null {
  if (sentences.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{t`What this leaves out`}</summary>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <RichText text={sentence} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The way to the next scene of the story; nothing after the last. */
export function NextScene({ current }: { current: string }): ReactElement | null {
  const next = whatFollows(current);
  if (next === null) return null;
  const { address, card } = next;
  return (
    <a className={styles.next} href={address}>
      <span className={styles.label}>{card === null ? t`The last scene of this act` : t`Next scene`}</span>
      <span className={styles.title}>
        {card === null ? t`On to the act’s own page` : card.title}
        <ArrowRight size={18} aria-hidden />
      </span>
      <span className={styles.question}>
        {card === null ? t`What you have seen, and what is left.` : card.question}
      </span>
      <span className={styles.keys}>{t`One more → goes there.`}</span>
    </a>
  );
}
