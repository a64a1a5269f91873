import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { plainWords, wordsAt } from "../../player/words.ts";

/** Speaks each step as it begins, to whoever does not see the stage. */
export function Announcer(): ReactElement {
  const sentence = usePlayer(({ scene, recording, index, asking }) => {
    const question = scene.predictions.find((p) => p.id === asking)?.question;
    if (question !== undefined) return t`A question first: ${plainWords(question)}`;
    const title = plainWords(wordsAt(scene, recording, index).title);
    return index === 0 ? title : t`Step ${index} of ${recording.steps.length}: ${title}`;
  });
  return (
    <p className="visually-hidden" aria-live="polite" aria-atomic="true">
      {sentence}
    </p>
  );
}
