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
      <Stations act={act.number} visited={visited} />
    </section>
  );
}

type StationsProps = Readonly<{
  act: SceneCard["act"];
  visited: Visited;
  /** What else there is to say of scenes, by their ids. */
  notes?: Readonly<Record<string, string>>;
  /** The self-check as the last station, and whether it has been taken. */
  check?: Readonly<{ isDone: boolean; note: string | undefined }>;
}>;

/** The scenes of one act. With `check`, there is no other act before or after it. */
export function Stations({ act, visited, notes = {}, check }: StationsProps): ReactElement {
  return (
    <ol className={styles.stations} data-alone={check !== undefined}>
      {cards
        .filter((card) => card.act === act)
        .map(({ id, title, question }) => (
          <Station
            key={id}
            to={`#/scene/${id}`}
            title={title}
            question={question}
            isDone={visited.done.includes(id)}
            isHere={visited.last?.scene === id}
            note={notes[id]}
          />
        ))}
      {check !== undefined && (
        <Station
          to={`#/selfcheck/${act}`}
          title={t`Check yourself`}
          question={t`What comes of these set-ups? You say, and they are run.`}
          isHere={false}
          {...check}
        />
      )}
    </ol>
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

type StationProps = Readonly<{
  to: string;
  title: string;
  question: string;
  isDone: boolean;
  isHere: boolean;
  note: string | undefined;
}>;

function Station({ to, title, question, isDone, isHere, note }: StationProps): ReactElement {
  return (
    <li className={styles.station} data-done={isDone} data-here={isHere}>
      <a href={to}>
        <span className={styles.dot} aria-hidden>
          {isDone && <Check size={14} strokeWidth={3.2} />}
        </span>
        <span className={styles.words}>
          <span className={styles.title}>
            {title}
            {isHere && <span className={styles.here}>{t`you were here`}</span>}
            {isDone && <span className="visually-hidden">{t`(seen to the end)`}</span>}
          </span>
          <span className={styles.question}>{question}</span>
          {note !== undefined && <span className={styles.note}>{note}</span>}
        </span>
      </a>
    </li>
  );
}
