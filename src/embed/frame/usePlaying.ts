import { useEffect } from "react";
import { useThePlayer } from "../../player/context.tsx";
import type { Player } from "../../player/store.ts";
import { play } from "../messages/obey.ts";
import type { FrameOptions } from "../options.ts";
import { beginOf, isOver } from "./begin.ts";

/** How long the end is looked at before all begins again, in ms. */
const AT_THE_END_MS = 2500;
/** How long a question waits for somebody where a scene plays over and over, in ms. */
const FOR_AN_ANSWER_MS = 12_000;
/** How much of the frame must be in view before it plays by itself. */
const IN_VIEW = 0.3;

/** What goes by itself: beginning to play (`autoplay`), and beginning again (`loop`). */
export function usePlaying({ autoplay, loop, start }: FrameOptions): void {
  const player = useThePlayer();
  useEffect(() => {
    // Who wants nothing to move starts it themselves.
    if (!autoplay || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    return onceInView(() => {
      if (!isOver(player.store.getState())) player.actions.play();
    });
  }, [player, autoplay]);
  useEffect(() => (loop ? overAndOver(player, start) : undefined), [player, loop, start]);
}

/** Calls back once when the frame comes into view, however the pages around it scroll or hide it. */
function onceInView(callback: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      callback();
    },
    { threshold: IN_VIEW },
  );
  observer.observe(document.documentElement);
  return () => observer.disconnect();
}

/** Plays again what was played to its end, and passes over the questions of a scene that plays to nobody. */
export function overAndOver(player: Player, start: string | null): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = player.store.subscribe((state, before) => {
    if (state.asking !== before.asking || state.index !== before.index || state.playing !== before.playing) {
      clearTimeout(timer);
    }
    if (state.playing && state.asking !== null && state.asking !== before.asking) {
      const question = state.asking;
      timer = setTimeout(() => player.actions.guess(question, "skipped"), FOR_AN_ANSWER_MS);
    }
    if (before.playing && !state.playing && isOver(state)) {
      timer = setTimeout(() => play(player, beginOf(player.store.getState(), start)), AT_THE_END_MS);
    }
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
