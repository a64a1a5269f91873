import { Check, FlaskConical } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { acts, cards } from "../scenes/catalog.ts";
import type { Act, SceneCard } from "../scenes/types.ts";
import styles from "./ScenePath.module.css";
import type { Visited } from "./visited.ts";

/** The scenes as stations on one line, act by act. */
export function ScenePath({ visited }: Readonly<{ visited: Visited }>): ReactElement {
  return (
    <>
      <nav className={styles.path} aria-label={t`Scenes`}>
        {acts.map((act) => (
          <ActPart key={act.number} act={act} visited={visited} />
        ))}
      </nav>
      <LabPart />
    </>
  );
}

function ActPart({ act, visited }: Readonly<{ act: Act; visited: Visited }>): ReactElement {
  const titleId = `act-${act.number}`;
  return (
    <section className={styles.act} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId}>
          <span className={styles.numeral}>{t`Act ${act.numeral}`}</span>
          {act.title}
        </h2>
        <p>{act.about}</p>
        <p className={styles.more}>
          <a className={styles.way} href={`#/selfcheck/${act.number}`}>{t`Check yourself`}</a>
          <a className={styles.way} href={`#/lesson/${act.number}`}>{t`Lesson plan`}</a>
        </p>
      </div>
      <ol className={styles.stations}>
        {cards
          .filter((card) => card.act === act.number)
          .map((card) => (
            <Station key={card.id} card={card} visited={visited} />
          ))}
      </ol>
    </section>
  );
}

/** After the last act: no story, and everything to choose. */
function LabPart(): ReactElement {
  return (
    <section className={styles.lab} aria-labelledby="the-lab">
      <div className={styles.head}>
        <h2 id="the-lab">
          <span className={styles.numeral}>{t`After the acts`}</span>
          {t`The lab`}
        </h2>
        <p>{t`No story: everything is yours to choose.`}</p>
      </div>
      <p className={styles.station}>
        <a href="#/lab">
          <span className={styles.flask} aria-hidden>
            <FlaskConical size={15} strokeWidth={2.6} />
          </span>
          <span className={styles.words}>
            <span className={styles.title}>{t`Set it up yourself`}</span>
            <span
              className={styles.question}
            >{t`Any fault, any trust, any attack, in any combination: what will happen? Or hide it all, and set a puzzle.`}</span>
          </span>
        </a>
      </p>
    </section>
  );
}

function Station({ card, visited }: Readonly<{ card: SceneCard; visited: Visited }>): ReactElement {
  const isDone = visited.done.includes(card.id);
  const isHere = visited.last?.scene === card.id;
  return (
    <li className={styles.station} data-done={isDone} data-here={isHere}>
      <a href={`#/scene/${card.id}`}>
        <span className={styles.dot} aria-hidden>
          {isDone && <Check size={14} strokeWidth={3.2} />}
        </span>
        <span className={styles.words}>
          <span className={styles.title}>
            {card.title}
            {isHere && <span className={styles.here}>{t`you were here`}</span>}
            {isDone && <span className="visually-hidden">{t`(seen to the end)`}</span>}
          </span>
          <span className={styles.question}>{card.question}</span>
        </span>
      </a>
    </li>
  );
}
