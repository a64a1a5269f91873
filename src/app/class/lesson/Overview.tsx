import type { ReactElement } from "react";
import { numeral, t } from "../../../language/t.ts";
import { cardOf } from "../../../scenes/cards.ts";
import type { Sitting } from "../../../scenes/lessons/types.ts";
import styles from "./Lesson.module.css";

/** What all scenes of these lessons take. */
export function minutesIn(sittings: readonly Sitting[]): number {
  return sittings.flatMap(({ scenes }) => scenes).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** When each scene begins, in minutes from the beginning of its lesson. */
export function beginnings({ scenes }: Sitting): readonly number[] {
  return scenes.map((_, at) => scenes.slice(0, at).reduce((sum, { minutes }) => sum + minutes, 0));
}

/** What comes when: a table that fits onto the corner of a desk. */
export function Overview({ sittings }: Readonly<{ sittings: readonly Sitting[] }>): ReactElement {
  return (
    <table className={styles.overview}>
      <caption className="visually-hidden">{t`What comes when`}</caption>
      <thead>
        <tr>
          <th scope="col">{t`From minute`}</th>
          <th scope="col">{t`Scene`}</th>
          <th scope="col">{t`Its question`}</th>
          <th scope="col">{t`Minutes`}</th>
        </tr>
      </thead>
      {sittings.map((sitting) => (
        <Rows key={sitting.scenes[0]?.scene} sitting={sitting} />
      ))}
    </table>
  );
}

function Rows({ sitting }: Readonly<{ sitting: Sitting }>): ReactElement {
  const begins = beginnings(sitting);
  return (
    <tbody>
      {sitting.title === null ? null : (
        <tr>
          <th scope="rowgroup" colSpan={4} className={styles.group}>
            {sitting.title}
          </th>
        </tr>
      )}
      {sitting.scenes.map(({ scene, minutes }, at) => (
        <tr key={scene}>
          <td className={styles.number}>{numeral(begins[at] ?? 0)}</td>
          <th scope="row">
            <a href={`#/scene/${scene}`}>{cardOf(scene).title}</a>
          </th>
          <td className={styles.question}>{cardOf(scene).question}</td>
          <td className={styles.number}>{numeral(minutes)}</td>
        </tr>
      ))}
    </tbody>
  );
}
