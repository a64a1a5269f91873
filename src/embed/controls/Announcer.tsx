import { type ReactElement, useEffect, useState } from "react";
import { t } from "../../language/t.ts";
import { useThePlayer } from "../../player/context.tsx";
import type { PlayerState } from "../../player/types.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import { whenIdle } from "../useTheRest.ts";

type Say = (state: PlayerState, before: PlayerState) => string | null;

/** Whoever goes on quickly, or holds a key down, hears where they come to rest, and not each step on the way. */
const REST_MS = 120;

/**
 * Tells each step to whoever does not see the stage: in a region that is there from the start, politely, once, and after
 * a jump what stands there. While the scene plays by itself only the titles, for which there is time.
 */
export function Announcer(): ReactElement {
  const { store } = useThePlayer();
  const [said, setSaid] = useState(() => briefly(store.getState()));
  useEffect(() => {
    // Until all the words are here, and where they can't be fetched, it is titles.
    let say: Say = briefly;
    let told = store.getState();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const sentence = say(store.getState(), told);
        told = store.getState();
        if (sentence !== null) setSaid(sentence);
      }, REST_MS);
    };
    const stop = store.subscribe(soon);
    whenIdle(() => {
      const arrived = import("../../inspect/narration/announcement.ts").then(({ announcement, placeNow }) => {
        say = announcement;
        if (store.getState() === told) setSaid(placeNow(told));
      });
      arrived.catch(() => undefined);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return (
    <p className="visually-hidden" aria-live="polite" aria-atomic="true">
      {said}
    </p>
  );
}

function briefly({ scene, recording, index, asking }: PlayerState): string {
  const question = scene.predictions.find((one) => one.id === asking)?.question;
  if (question !== undefined) return t`A question first: ${plainWords(question)}`;
  const title = plainWords(wordsAt(scene, recording, index).title);
  return index === 0 ? title : t`Step ${index} of ${recording.steps.length}: ${title}`;
}
