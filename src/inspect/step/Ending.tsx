import { ArrowRight } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { cards } from "../../scenes/catalog.ts";
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
  const at = cards.findIndex((card) => card.id === current);
  const next = at < 0 ? undefined : cards[at + 1];
  if (next === undefined) return null;
  return (
    <a className={styles.next} href={`#/scene/${next.id}`}>
      <span className={styles.label}>{t`Next scene`}</span>
      <span className={styles.title}>
        {next.title}
        <ArrowRight size={18} aria-hidden />
      </span>
      <span className={styles.question}>{next.question}</span>
      <span className={styles.keys}>{t`One more → goes there.`}</span>
    </a>
  );
}
