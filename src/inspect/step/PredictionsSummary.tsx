import { Check, Minus, X } from "lucide-react";
import { type MouseEvent, type ReactElement, useId, useMemo } from "react";
import { numeral, plural, t } from "../../language/t.ts";
import { parseAddress } from "../../player/address.ts";
import { useFrame, usePlayer, usePlayerActions, useThePlayer } from "../../player/context.tsx";
import { addressOf } from "../../player/session.ts";
import { type PredictionResult, predictionsSummary, type PredictionsSummary as Summary } from "../../player/summary.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import { RichText } from "../../ui/RichText.tsx";
import styles from "./PredictionsSummary.module.css";

/** At the end of a run: what was predicted and what happened in it. Nothing before that, and where nothing was asked. */
export function PredictionsSummary(): ReactElement | null {
  const titleId = useId();
  const scene = usePlayer((state) => state.scene);
  const recording = usePlayer((state) => state.recording);
  const guesses = usePlayer((state) => state.guesses);
  const { index, count, moving } = useFrame();
  const summary = useMemo(() => predictionsSummary(scene, recording, guesses), [scene, recording, guesses]);
  if (moving || index < count || summary.asked === 0) return null;
  return (
    <section className={styles.summary} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.title}>
        {t`What you thought, and what happened`}
      </h2>
      <p className={styles.counts}>{countsOf(summary)}</p>
      <ul className={styles.list}>
        {summary.results.map((result) => (
          <Result key={result.id} result={result} />
        ))}
      </ul>
    </section>
  );
}

/** How many came true, and how many were skipped: whole sentences, without a grade. */
function countsOf({ asked, right, skipped }: Summary): string {
  const left = plural(skipped, { one: "# question was skipped.", other: "# questions were skipped." });
  return [...saidOf(asked - skipped, right), ...(skipped === 0 ? [] : [left])].join(" ");
}

function saidOf(answered: number, right: number): readonly string[] {
  if (answered === 0) return [];
  if (answered === 1) return [right === 1 ? t`Your prediction came true.` : t`Your prediction did not come true.`];
  return [t`${numeral(right)} of ${numeral(answered)} predictions came true.`];
}

const MARKS = {
  right: { icon: Check, label: t`It came true:` },
  wrong: { icon: X, label: t`It came otherwise:` },
  skipped: { icon: Minus, label: t`Skipped:` },
} as const;

function Result({ result }: Readonly<{ result: PredictionResult }>): ReactElement {
  const { icon: Icon, label } = MARKS[result.result];
  return (
    <li className={styles.result}>
      <span className={styles.mark} data-result={result.result}>
        <Icon size={14} strokeWidth={3} role="img" aria-label={label} />
      </span>
      <div className={styles.words}>
        <p className={styles.question}>
          <RichText text={result.question} />
        </p>
        {result.guess === null ? (
          <p className={styles.skipped}>{t`Skipped`}</p>
        ) : (
          <p>
            <span className={styles.label}>{t`You predicted:`}</span> <RichText text={result.guess} />
          </p>
        )}
        <p>
          <span className={styles.label}>{t`What happened:`}</span> <RichText text={result.because} />
        </p>
        {result.result === "right" ? null : <Again result={result} />}
      </div>
    </li>
  );
}

/**
 * The way back to the step in which the answer is seen: of this very run, also where it can't be run again. In a frame it
 * is no link, which could be opened elsewhere, without what the frame's address forbids.
 */
function Again({ result: { step, place } }: Readonly<{ result: PredictionResult }>): ReactElement {
  const player = useThePlayer();
  const { seek } = usePlayerActions();
  const state = player.store.getState();
  const title = plainWords(wordsAt(state.scene, state.recording, place).title);
  const words = t`See it again: step ${place}, ${title}`;
  if (parseAddress(location.hash).page === "embed")
    return (
      <p>
        <button type="button" className={styles.again} data-step={step} onClick={() => seek(place)}>
          {words}
        </button>
      </p>
    );
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    seek(place);
  };
  return (
    <p>
      <a
        className={styles.again}
        href={addressOf("scene", { ...state, index: place }, null)}
        data-step={step}
        onClick={open}
      >
        {words}
      </a>
    </p>
  );
}
