import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { usePlayer, usePlayerActions } from "../player/context.tsx";
import { Button } from "../ui/Button.tsx";
import { RichText } from "../ui/RichText.tsx";
import styles from "./Question.module.css";

/** A prediction in the little room of a frame. */
export function Question({ id }: Readonly<{ id: string }>): ReactElement | null {
  const prediction = usePlayer((state) => state.scene.predictions.find((one) => one.id === id));
  const { guess } = usePlayerActions();
  if (prediction === undefined) return null;
  return (
    <section className={styles.question} aria-label={t`What do you think?`}>
      <p>
        <RichText text={prediction.question} />
      </p>
      <div className={styles.options}>
        {prediction.options.map((option) => (
          <Button key={option.id} onClick={() => guess(id, option.id)}>
            <RichText text={option.label} />
          </Button>
        ))}
        <Button look="quiet" onClick={() => guess(id, "skipped")}>{t`Skip`}</Button>
      </div>
    </section>
  );
}
