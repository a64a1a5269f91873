import { type ReactElement, useEffect, useId, useRef } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { RichText } from "../../ui/RichText.tsx";
import styles from "./Predictions.module.css";

/** The question that waits: choosing answers it, skipping is as good. */
export function Question({ id }: { id: string }): ReactElement | null {
  const titleId = useId();
  const prediction = usePlayer((state) => state.scene.predictions).find((p) => p.id === id);
  const { guess } = usePlayerActions();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone it stands below the stage: whoever pressed "next" must see why nothing moves.
    // With the next frame, which lays the page out anyway.
    const frame = requestAnimationFrame(() => card.current?.scrollIntoView({ block: "nearest" }));
    return () => cancelAnimationFrame(frame);
  }, []);
  if (prediction === undefined) return null;
  return (
    <section ref={card} className={styles.card} data-asking aria-labelledby={titleId}>
      <p className={styles.label} data-accent>{t`What do you think?`}</p>
      <h2 id={titleId} className={styles.question}>
        <RichText text={prediction.question} />
      </h2>
      <div className={styles.options}>
        {prediction.options.map((option) => (
          <button key={option.id} type="button" className={styles.option} onClick={() => guess(id, option.id)}>
            <span className={styles.dot} aria-hidden />
            <span>
              <RichText text={option.label} />
            </span>
          </button>
        ))}
      </div>
      <button
        type="button"
        className={styles.skip}
        onClick={() => guess(id, "skipped")}
      >{t`Skip: just show me`}</button>
    </section>
  );
}
