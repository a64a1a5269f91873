import { type ReactElement, useEffect, useState } from "react";
import { t } from "../../language/t.ts";
import { useThePlayer } from "../../player/context.tsx";
import type { PlayerState } from "../../player/types.ts";
import { plainWords, wordsAt } from "../../player/words.ts";

type Words = typeof import("../../inspect/narration/announcement.ts");

/** Whoever goes on quickly, or holds a key down, hears where they come to rest, and not each step on the way. */
const REST_MS = 120;
/** The scene stands before its words for the ear are fetched; whoever does something sooner has them sooner. */
const OPENING_MS = 2000;

/**
 * Tells each step to whoever does not see the stage: in a region that is there from the start, politely, once, and after
 * a jump what stands there. While the scene plays by itself only the titles, for which there is time.
 */
export function Announcer(): ReactElement {
  const { store } = useThePlayer();
  const [said, setSaid] = useState(() => briefly(store.getState()));
  useEffect(() => {
    let told: PlayerState | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const speak = async (): Promise<void> => {
      const words = await fetchWords();
      const state = store.getState();
      if (isOver || state === told) return;
      const sentence = sentenceOf(words, state, told);
      told = state;
      if (sentence !== null) setSaid(sentence);
    };
    const soon = (wait: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void speak(), wait);
    };
    soon(OPENING_MS);
    const stop = store.subscribe((_, before) => {
      told ??= before;
      soon(REST_MS);
    });
    return () => {
      isOver = true;
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

/** Where they can't be fetched, titles have to do. */
async function fetchWords(): Promise<Words | null> {
  try {
    return await import("../../inspect/narration/announcement.ts");
  } catch {
    return null;
  }
}

function sentenceOf(words: Words | null, state: PlayerState, told: PlayerState | null): string | null {
  if (words === null) return briefly(state);
  return told === null ? words.placeNow(state) : words.announcement(state, told);
}

function briefly({ scene, recording, index, asking }: PlayerState): string {
  const question = scene.predictions.find((one) => one.id === asking)?.question;
  if (question !== undefined) return t`A question first: ${plainWords(question)}`;
  const title = plainWords(wordsAt(scene, recording, index).title);
  return index === 0 ? title : t`Step ${index} of ${recording.steps.length}: ${title}`;
}
