import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { wordsAt } from "../../player/words.ts";
import { RichText } from "../../ui/RichText.tsx";
import styles from "./Narration.module.css";

/** What is told of the step, large, and what comes next. */
export function Narration(): ReactElement {
  const scene = usePlayer((state) => state.scene);
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const depth = usePlayer((state) => state.depth);
  const words = wordsAt(scene, recording, index);
  const count = recording.steps.length;
  return (
    <section className={styles.narration} aria-label={t`This step`}>
      <p className={styles.eyebrow}>
        {index === 0 ? t`${scene.card.title}: before the first of ${count} steps` : t`Step ${index} of ${count}`}
      </p>
      <h1>
        <RichText text={words.title} />
      </h1>
      <p className={styles.story}>
        <RichText text={words.story} />
      </p>
      {depth !== "story" && words.protocol !== "" && (
        <p className={styles.protocol}>
          <RichText text={words.protocol} />
        </p>
      )}
    </section>
  );
}

/** The next step’s heading, and its tick on the line of steps; or the question that comes before it. */
export function NextUp(): ReactElement {
  const scene = usePlayer((state) => state.scene);
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const isLast = index >= recording.steps.length;
  const words = isLast ? null : wordsAt(scene, recording, index + 1);
  return (
    <section className={styles.next} aria-label={t`What comes next`}>
      <p className={styles.eyebrow}>{t`Next`}</p>
      {words === null ? (
        <p>{t`The scene is over. Next once more opens the following one.`}</p>
      ) : (
        <p>
          <b>
            <RichText text={words.title} />
          </b>
          {words.tick !== "" && <span className={styles.tick}>{words.tick}</span>}
        </p>
      )}
    </section>
  );
}
