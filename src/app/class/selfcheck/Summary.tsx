import { type ReactElement, useEffect, useRef } from "react";
import { inQuotes, numeral, plural, t } from "../../../language/t.ts";
import { actKept } from "../../../player/actKept.ts";
import { acts, cardOf } from "../../../scenes/cards.ts";
import { MISCONCEPTIONS } from "../../../scenes/lessons/misconceptions.ts";
import type { Act } from "../../../scenes/types.ts";
import { Button, ButtonLink } from "../../../ui/Button.tsx";
import { settingAddress } from "../places.ts";
import { ResultMark } from "./Result.tsx";
import styles from "./SelfCheck.module.css";
import { type Answered, beliefsIn, isRight, scoreOf } from "./tally.ts";

type Props = Readonly<{ act: Act; answered: readonly Answered[]; total: number; onAgain: () => void }>;

/** After the last question: what came as foreseen, which ideas got in the way, and what to see again. */
export function Summary({ act, answered, total, onAgain }: Props): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { right } = scoreOf(answered, total);
  const questions = plural(total, { one: "# question", other: "# questions" });
  const next = acts.find(({ number }) => number === act.number + 1);
  return (
    <section className={styles.question} aria-labelledby="came-of-it">
      <h2 id="came-of-it" ref={heading} tabIndex={-1}>
        {t`Of ${questions}, ${numeral(right)} came as you said`}
      </h2>
      <ul className={styles.tally}>
        {answered.map((one) => (
          <Line key={one.drawn.question.id} answered={one} />
        ))}
      </ul>
      <Beliefs answered={answered} />
      <div className={styles.buttons}>
        <Button look="primary" onClick={onAgain}>{t`Again, with other set-ups`}</Button>
        {actKept() === null ? null : <ButtonLink href="#/">{t`On to the act’s own page`}</ButtonLink>}
        {actKept() !== null ? null : (
          <ButtonLink look="quiet" href={next === undefined ? "#/lab" : `#/selfcheck/${next.number}`}>
            {next === undefined ? t`On to the lab` : t`Check yourself on Act ${next.numeral}`}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}

function Line({ answered }: Readonly<{ answered: Answered }>): ReactElement {
  const { drawn, found } = answered;
  const { teaches, about } = drawn.question;
  return (
    <li>
      <ResultMark answered={answered} />
      <div>
        <p className={styles.about}>
          {about}
          <span className="visually-hidden">: {sayingOf(answered)}</span>
        </p>
        {isRight(answered) ? null : (
          <p className={styles.links}>
            <a href={settingAddress(drawn.variant.setting, found.step)}>{t`See it on stage`}</a>
            <a href={`#/scene/${teaches}`}>{t`See again: ${cardOf(teaches).title}`}</a>
          </p>
        )}
      </div>
    </li>
  );
}

function sayingOf(answered: Answered): string {
  if (answered.chosen === null) return t`skipped`;
  return isRight(answered) ? t`came as you said` : t`came otherwise`;
}

/** The ideas that these questions tempted to: those that were fallen for, and those that were not. */
function Beliefs({ answered }: Readonly<{ answered: readonly Answered[] }>): ReactElement | null {
  const beliefs = beliefsIn(answered);
  const fallen = beliefs.filter(({ fell }) => fell);
  const stood = beliefs.length - fallen.length;
  if (beliefs.length === 0) return null;
  return (
    <div className={styles.beliefs}>
      {fallen.length === 0 ? null : (
        <>
          <h3>{t`Ideas that got in the way`}</h3>
          <ul>
            {fallen.map(({ id, scenes }) => (
              <li key={id}>
                <p>{inQuotes(MISCONCEPTIONS[id].idea)}</p>
                <p className={styles.links}>
                  {scenes.map((scene) => (
                    <a key={scene} href={`#/scene/${scene}`}>{t`It breaks in: ${cardOf(scene).title}`}</a>
                  ))}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {stood === 0 ? null : (
        <p className={styles.stood}>
          {plural(stood, {
            one: "You did not fall for # common idea that was among the answers.",
            other: "You did not fall for # common ideas that were among the answers.",
          })}
        </p>
      )}
    </div>
  );
}
