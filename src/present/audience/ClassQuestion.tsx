import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { letterOf, revealedNow } from "../predictions.ts";
import styles from "./ClassQuestion.module.css";

type ClassQuestionProps = Readonly<{
  /** The predictions whose answers are to come out of the run. */
  revealed: readonly string[];
}>;

/** The question that waits, for the whole class: large, with letters to call out; or what came of the one before. */
export function ClassQuestion({ revealed }: ClassQuestionProps): ReactElement | null {
  const asking = usePlayer((state) => state.asking);
  return asking === null ? <Answer revealed={revealed} /> : <Question id={asking} />;
}

function Question({ id }: Readonly<{ id: string }>): ReactElement | null {
  const prediction = usePlayer((state) => state.scene.predictions.find((one) => one.id === id));
  if (prediction === undefined) return null;
  return (
    <section className={styles.whole} aria-label={t`A question for the class`}>
      <div className={styles.sheet}>
        <h2 className={styles.question}>
          <RichText text={prediction.question} />
        </h2>
        <ol className={styles.options}>
          {prediction.options.map((option, place) => (
            <li key={option.id}>
              <b className={styles.letter}>{letterOf(place)}</b>
              <span>
                <RichText text={option.label} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Answer({ revealed }: ClassQuestionProps): ReactElement | null {
  const state = usePlayer((whole) => whole);
  const told = revealedNow(state, revealed);
  if (told?.answer == null) return null;
  const { options, question } = told.prediction;
  const place = options.findIndex(({ id }) => id === told.answer?.option);
  return (
    <section className={styles.below} aria-label={t`What came of the question`}>
      <p className={styles.asked}>
        <RichText text={question} />
      </p>
      <p className={styles.answer}>
        <b className={styles.letter}>{letterOf(place)}</b>
        <span>
          <b>
            <RichText text={options[place]?.label ?? ""} />
          </b>
          <span className={styles.because}>
            <RichText text={told.answer.because} />
          </span>
        </span>
      </p>
    </section>
  );
}
