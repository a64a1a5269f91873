import { Check } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { Button } from "../../ui/Button.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { letterOf, type Told, toldBy } from "../predictions.ts";
import styles from "./Answers.module.css";

/** The scene’s questions with their answers, which the teacher alone sees before the run shows them. */
export function Answers(): ReactElement | null {
  const predictions = usePlayer((state) => state.scene.predictions);
  const recording = usePlayer((state) => state.recording);
  if (predictions.length === 0) return null;
  return (
    <section className={styles.answers} aria-label={t`Questions and their answers`}>
      <h2>{t`Questions`}</h2>
      <ul>
        {toldBy(predictions, recording).map((told) => (
          <Question key={told.prediction.id} told={told} />
        ))}
      </ul>
    </section>
  );
}

function Question({ told }: Readonly<{ told: Told }>): ReactElement {
  const { prediction, answer } = told;
  const asking = usePlayer((state) => state.asking === prediction.id);
  const guess = usePlayer((state) => state.guesses[prediction.id] ?? null);
  const { guess: vote } = usePlayerActions();
  return (
    <li className={styles.question} data-asking={asking}>
      <p className={styles.when}>{whenWords(told, asking)}</p>
      <p className={styles.words}>
        <RichText text={prediction.question} />
      </p>
      <ol>
        {prediction.options.map((option, place) => {
          const isRight = option.id === answer?.option;
          return (
            <li key={option.id} data-right={isRight} data-voted={guess === option.id}>
              <b className={styles.letter}>{letterOf(place)}</b>
              <span>
                <RichText text={option.label} />
                {isRight && (
                  <span className={styles.right}>
                    <Check size={15} strokeWidth={3} aria-hidden /> {t`this run’s answer`}
                  </span>
                )}
                {guess === option.id && <span className={styles.voted}>{t`the class said this`}</span>}
              </span>
              {asking && (
                <Button
                  className={styles.vote}
                  aria-label={t`The class says ${letterOf(place)}`}
                  onClick={() => vote(prediction.id, option.id)}
                >
                  {t`The class says ${letterOf(place)}`}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {answer !== null && (
        <p className={styles.because}>
          <RichText text={answer.because} />
        </p>
      )}
      {asking && <Reveal id={prediction.id} />}
    </li>
  );
}

function Reveal({ id }: Readonly<{ id: string }>): ReactElement {
  const { next, guess } = usePlayerActions();
  return (
    <div className={styles.reveal}>
      <Button look="primary" onClick={next}>
        {t`Reveal from the run`} <kbd>{t`Enter`}</kbd>
      </Button>
      <Button onClick={() => guess(id, "skipped")}>{t`Skip it`}</Button>
    </div>
  );
}

function whenWords({ at, answer }: Told, asking: boolean): string {
  if (asking) return t`Asked now`;
  if (at === null || answer === null) return t`Not asked in this run`;
  return t`Asked before step ${at + 1}`;
}
