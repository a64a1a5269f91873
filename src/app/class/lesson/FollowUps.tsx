import type { ReactElement } from "react";
import { t } from "../../../language/t.ts";
import type { FollowUp } from "../../../scenes/lessons/types.ts";
import type { Act } from "../../../scenes/types.ts";
import { RichText } from "../../../ui/RichText.tsx";
import { followUpAddress } from "../places.ts";
import styles from "./Lesson.module.css";

/** What comes after the lesson: by oneself, in the lab, at home. */
export function FollowUps({ act, followUps }: Readonly<{ act: Act; followUps: readonly FollowUp[] }>): ReactElement {
  return (
    <section className={styles.sitting} aria-labelledby="follow-up">
      <h2 id="follow-up" className={styles.title}>{t`Afterwards`}</h2>
      <ul className={styles.ideas}>
        <li>
          <p className={styles.idea}>{t`Check yourself`}</p>
          <p>{t`Questions whose answers are found by running them. They draw other set-ups each time, so they can be taken again.`}</p>
          <p>
            <a
              className={styles.place}
              href={`#/selfcheck/${act.number}`}
            >{t`Open the self-check of Act ${act.numeral}`}</a>
          </p>
        </li>
        {followUps.map((one) => (
          <li key={one.title}>
            <p className={styles.idea}>{one.title}</p>
            <p>
              <RichText text={one.words} />
            </p>
            <Way to={one.to} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({ to }: Readonly<{ to: FollowUp["to"] }>): ReactElement | null {
  const address = followUpAddress(to);
  if (to === null || address === null) return null;
  const words = {
    lab: t`Open it in the lab`,
    puzzle: t`Open the puzzle`,
    takeHome: t`Open the scene, then choose More, Take it home`,
  } as const;
  return (
    <p>
      <a className={styles.place} href={address}>
        {words[to.kind]}
      </a>
    </p>
  );
}
