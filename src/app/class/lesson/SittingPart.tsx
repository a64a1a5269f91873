import type { ReactElement } from "react";
import { numeral, plural, t } from "../../../language/t.ts";
import { cardOf } from "../../../scenes/cards.ts";
import type { Asked, LessonScene, Move, Sitting } from "../../../scenes/lessons/types.ts";
import { RichText } from "../../../ui/RichText.tsx";
import styles from "./Lesson.module.css";
import { beginnings } from "./Overview.tsx";
import { BeforeLink, PlaceLink } from "./PlaceLink.tsx";

/** The scenes of one lesson, each with what to say, what to do and what to ask. */
export function SittingPart({ sitting }: Readonly<{ sitting: Sitting }>): ReactElement {
  const begins = beginnings(sitting);
  return (
    <section className={styles.sitting} data-own={sitting.title !== null} aria-label={sitting.title ?? t`The lesson`}>
      {sitting.title === null ? null : <h2 className={styles.title}>{sitting.title}</h2>}
      {sitting.scenes.map((scene, at) => (
        <ScenePart key={scene.scene} scene={scene} begins={begins[at] ?? 0} />
      ))}
    </section>
  );
}

function ScenePart({ scene, begins }: Readonly<{ scene: LessonScene; begins: number }>): ReactElement {
  const { title, question } = cardOf(scene.scene);
  const minutes = plural(scene.minutes, { one: "# minute", other: "# minutes" });
  return (
    <article className={styles.scene} aria-labelledby={`lesson-${scene.scene}`}>
      <header className={styles.head}>
        <p className={styles.when}>{t`From minute ${numeral(begins)} · ${minutes}`}</p>
        <h3 id={`lesson-${scene.scene}`}>
          <a href={`#/scene/${scene.scene}`}>{title}</a>
        </h3>
        <p className={styles.question}>{question}</p>
      </header>
      <div className={styles.say}>
        <h4>{t`Say`}</h4>
        {scene.say.map((words) => (
          <p key={words}>
            <RichText text={words} />
          </p>
        ))}
      </div>
      <div className={styles.part}>
        <h4>{t`Show`}</h4>
        <ol className={styles.moves}>
          {scene.moves.map((move) => (
            <MoveItem key={move.what} move={move} />
          ))}
        </ol>
      </div>
      <div className={styles.part}>
        <h4>{t`Ask`}</h4>
        <dl className={styles.asks}>
          {scene.ask.map((asked) => (
            <AskedItem key={asked.question} asked={asked} />
          ))}
        </dl>
      </div>
    </article>
  );
}

function MoveItem({ move }: Readonly<{ move: Move }>): ReactElement {
  return (
    <li>
      <p className={styles.what}>
        <RichText text={move.what} />
      </p>
      <p className={styles.places}>
        <PlaceLink place={move.place} />
        <BeforeLink place={move.place} />
      </p>
      <p className={styles.shows}>
        <RichText text={move.shows} />
      </p>
    </li>
  );
}

function AskedItem({ asked }: Readonly<{ asked: Asked }>): ReactElement {
  return (
    <div>
      <dt>
        <RichText text={asked.question} />
      </dt>
      <dd>
        <RichText text={asked.answer} />
      </dd>
    </div>
  );
}
