import { Check, X } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { RichText } from "../../ui/RichText.tsx";
import { Sign } from "../parts.tsx";
import styles from "./Predictions.module.css";
import type { PredictionView } from "./prediction.ts";

/** Predictions of steps gone by, in a line: how many were right, and all of it on demand; what still waits stays in view. */
export function PredictionsBefore({ predictions }: { predictions: readonly PredictionView[] }): ReactElement | null {
  const settled = predictions.filter(({ outcome }) => outcome !== null);
  const waiting = predictions.filter(({ outcome }) => outcome === null);
  return (
    <>
      {waiting.map(({ id, guess }) => (
        <p key={id} className={styles.waiting}>
          {t`You predicted:`} <RichText text={guess ?? ""} /> <em>{t`(wait and see)`}</em>
        </p>
      ))}
      {settled.length === 0 ? null : (
        <details className={styles.before}>
          <summary>{summaryOf(settled)}</summary>
          {settled.map((prediction) => (
            <PredictionAnswer key={prediction.id} prediction={prediction} compact />
          ))}
        </details>
      )}
    </>
  );
}

function summaryOf(settled: readonly PredictionView[]): string {
  const guessed = settled.filter(({ guess }) => guess !== null);
  const right = guessed.filter(({ outcome }) => outcome?.right).length;
  if (guessed.length === 0) return settled.length === 1 ? t`A question that was asked` : t`Questions that were asked`;
  if (guessed.length === 1) return right === 1 ? t`You predicted it right` : t`You predicted otherwise`;
  return t`You predicted ${right} of ${guessed.length} right`;
}

/** A prediction that was answered before, and what happened as far as it has been seen. */
export function PredictionAnswer({
  prediction,
  compact,
}: {
  prediction: PredictionView;
  compact: boolean;
}): ReactElement {
  const { guess, outcome, question } = prediction;
  return (
    <section className={styles.card} data-compact={compact} aria-label={question}>
      {compact || guess === null ? (
        <p className={styles.asked}>
          <RichText text={question} />
        </p>
      ) : null}
      <div className={styles.pair}>
        {guess === null ? null : (
          <div>
            <p className={styles.label} data-accent>{t`You predicted`}</p>
            <p className={styles.answer}>
              {outcome === null ? null : <Mark right={outcome.right} />}
              <span>
                <RichText text={guess} />
                {outcome === null ? <em className={styles.wait}>{t`(wait and see)`}</em> : null}
              </span>
            </p>
          </div>
        )}
        {outcome === null ? null : (
          <div>
            <p className={styles.label}>{t`What happened`}</p>
            <p className={styles.answer}>
              <Sign kind="yes" />
              <span>
                <RichText text={outcome.because} />
              </span>
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

function Mark({ right }: { right: boolean }): ReactElement {
  const Icon = right ? Check : X;
  return (
    <span className={styles.mark} data-right={right}>
      <Icon size={14} strokeWidth={3} role="img" aria-label={right ? t`Right:` : t`Not so:`} />
    </span>
  );
}
