import type { ReactElement } from "react";
import { inQuotes, t } from "../../../language/t.ts";
import { MISCONCEPTIONS } from "../../../scenes/lessons/misconceptions.ts";
import type { Dispelled } from "../../../scenes/lessons/types.ts";
import { RichText } from "../../../ui/RichText.tsx";
import styles from "./Lesson.module.css";
import { BeforeLink, PlaceLink } from "./PlaceLink.tsx";

/** What students believe, where that was found, and the step at which it breaks. */
export function Misconceptions({ dispelled }: Readonly<{ dispelled: readonly Dispelled[] }>): ReactElement {
  return (
    <section className={styles.sitting} aria-labelledby="misconceptions">
      <h2 id="misconceptions" className={styles.title}>{t`What they may believe, and where it breaks`}</h2>
      <p className={styles.note}>
        {t`Ask first, one step before, so that everybody has said what they believe; then step on. A source with numbers is a study; the others show that an idea is about, not how common it is.`}
      </p>
      <ul className={styles.ideas}>
        {dispelled.map((one) => (
          <Idea key={`${one.id} ${one.place.scene}`} dispelled={one} />
        ))}
      </ul>
    </section>
  );
}

function Idea({ dispelled: { id, words, place } }: Readonly<{ dispelled: Dispelled }>): ReactElement {
  const { idea, source } = MISCONCEPTIONS[id];
  return (
    <li>
      <p className={styles.idea}>{inQuotes(idea)}</p>
      <p>
        <RichText text={words} />
      </p>
      <p className={styles.places}>
        <PlaceLink place={place} named />
        <BeforeLink place={place} />
      </p>
      <p className={styles.source}>{t`${id}, from: ${source}`}</p>
    </li>
  );
}
