import { type FormEvent, type ReactElement, useEffect, useId, useRef, useState } from "react";
import { numeral, t } from "../../../language/t.ts";
import { Button } from "../../../ui/Button.tsx";
import { RichText } from "../../../ui/RichText.tsx";
import type { Drawn } from "./draw.ts";
import { Result } from "./Result.tsx";
import styles from "./SelfCheck.module.css";
import type { Answered } from "./tally.ts";

type Props = Readonly<{
  drawn: Drawn;
  /** Counted from 1. */
  place: number;
  total: number;
  answered: Answered | null;
  busy: boolean;
  failed: boolean;
  onAnswer: (chosen: string | null) => void;
  onNext: () => void;
}>;

/** One question: the set-up, what may come of it, and, once it was run, what came. */
export function QuestionForm({ drawn, place, total, answered, busy, failed, onAnswer, onNext }: Props): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Whoever presses "next" goes on reading here; on arrival the page's own beginning comes first.
    if (place > 1) heading.current?.focus();
  }, [place]);
  return (
    <section className={styles.question} aria-labelledby="question">
      <p className={styles.eyebrow}>{t`Question ${numeral(place)} of ${numeral(total)}`}</p>
      <h2 id="question" ref={heading} tabIndex={-1}>
        {drawn.question.about}
      </h2>
      <p className={styles.told}>
        <RichText text={drawn.variant.told} />
      </p>
      <Options drawn={drawn} answered={answered} busy={busy} onAnswer={onAnswer} />
      <div role="status" aria-busy={busy}>
        {busy ? <p className={styles.running}>{t`Running it…`}</p> : null}
        {failed ? <p className={styles.running}>{t`This could not be run. Please try once more.`}</p> : null}
        {answered === null ? null : <Result answered={answered} />}
      </div>
      {answered === null ? null : (
        <Button look="primary" className={styles.go} autoFocus onClick={onNext}>
          {place === total ? t`What came of it all` : t`Next question`}
        </Button>
      )}
    </section>
  );
}

type OptionsProps = Pick<Props, "drawn" | "answered" | "busy" | "onAnswer">;

function Options({ drawn: { question }, answered, busy, onAnswer }: OptionsProps): ReactElement {
  const name = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const isOpen = answered === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isOpen && chosen !== null) onAnswer(chosen);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <fieldset className={styles.options} disabled={!isOpen || busy}>
        <legend>
          <RichText text={question.question} />
        </legend>
        {question.options.map(({ id, label }) => (
          <label key={id} className={styles.option} data-right={!isOpen && answered.found.option === id}>
            <input
              type="radio"
              name={name}
              value={id}
              required
              checked={chosen === id}
              onChange={() => setChosen(id)}
            />
            <span>
              <RichText text={label} />
            </span>
          </label>
        ))}
      </fieldset>
      {isOpen ? (
        <div className={styles.buttons}>
          <Button type="submit" look="primary" disabled={busy}>{t`Run it`}</Button>
          <Button look="quiet" disabled={busy} onClick={() => onAnswer(null)}>{t`Skip: just run it`}</Button>
        </div>
      ) : null}
    </form>
  );
}
