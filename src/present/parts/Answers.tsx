import { Check } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { Button } from "../../ui/Button.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { letterOf, type Told, toldBy } from "../predictions.ts";
import styles from "./Answers.module.css";

/** The question that waits, with its answer and what can be done about it; nothing where none waits. */
export function Asked(): ReactElement | null {
  const told = useTold().find(({ asking }) => asking);
  if (told === undefined) return null;
  return (
    <section className={styles.answers} aria-label={t`The question that waits`}>
      <Question told={told} />
    </section>
  );
}

/** The scene’s other questions with their answers, which the teacher alone sees before the run shows them. */
export function Answers(): ReactElement | null {
  const told = useTold().filter(({ asking }) => !asking);
  if (told.length === 0) return null;
  return (
    <section className={styles.answers} aria-label={t`Questions and their answers`}>
      <h2>{t`Questions`}</h2>
      {told.map((one) => (
        <Question key={one.prediction.id} told={one} />
      ))}
    </section>
  );
}

type Asking = Told & Readonly<{ asking: boolean }>;

function useTold(): readonly Asking[] {
  const predictions = usePlayer((state) => state.scene.predictions);
  const recording = usePlayer((state) => state.recording);
  const asking = usePlayer((state) => state.asking);
  return toldBy(predictions, recording).map((told) => ({ ...told, asking: told.prediction.id === asking }));
}

function Question({ told }: Readonly<{ told: Asking }>): ReactElement {
  const { prediction, answer, asking } = told;
  const guess = usePlayer((state) => state.guesses[prediction.id] ?? null);
  return (
    <div className={styles.question} data-asking={asking}>
      <p className={styles.when}>{whenWords(told)}</p>
      <p className={styles.words}>
        <RichText text={prediction.question} />
      </p>
      <ol>
        {prediction.options.map((option, place) => {
          const isRight = option.id === answer?.option;
          return (
            <li key={option.id} data-right={isRight}>
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
            </li>
          );
        })}
      </ol>
      {answer !== null && (
        <p className={styles.because}>
          <RichText text={answer.because} />
        </p>
      )}
      {asking && <Reveal told={told} />}
    </div>
  );
}

function Reveal({ told: { prediction } }: Readonly<{ told: Asking }>): ReactElement {
  const { next, guess } = usePlayerActions();
  return (
    <div className={styles.reveal}>
      <Button look="primary" onClick={next}>
        {t`Reveal from the run`} <kbd>{t`Enter`}</kbd>
      </Button>
      <Button onClick={() => guess(prediction.id, "skipped")}>{t`Skip it`}</Button>
      <span className={styles.says}>{t`The class says:`}</span>
      {prediction.options.map(({ id }, place) => (
        <Button
          key={id}
          className={styles.vote}
          aria-label={t`The class says ${letterOf(place)}`}
          onClick={() => guess(prediction.id, id)}
        >
          {letterOf(place)}
        </Button>
      ))}
    </div>
  );
}

function whenWords({ at, answer, asking }: Asking): string {
  if (asking) return t`Asked now`;
  if (at === null || answer === null) return t`Not asked in this run`;
  return t`Asked before step ${at + 1}`;
}
