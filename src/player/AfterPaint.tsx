import { type ReactElement, type ReactNode, useEffect, useMemo, useState } from "react";
import { createStore } from "zustand/vanilla";
import { PlayerProvider, useThePlayer } from "./context.tsx";
import type { PlayerState } from "./types.ts";

/**
 * Gives the player to what is inside, but tells of a step that begins or ends its motion only once the stage is painted:
 * what stands beside the stage must not hold up the motion on it. Everything else is told at once.
 */
export function AfterPaint({ children }: Readonly<{ children: ReactNode }>): ReactElement {
  const player = useThePlayer();
  const [store] = useState(() => createStore<PlayerState>(() => player.store.getState()));
  useEffect(() => {
    let cancel = (): void => undefined;
    const tell = (): void => store.setState(player.store.getState(), true);
    const follow = (state: PlayerState, before: PlayerState): void => {
      cancel();
      if (state.moving || before.moving) cancel = afterPaint(tell);
      else tell();
    };
    tell();
    const stop = player.store.subscribe(follow);
    return () => {
      stop();
      cancel();
    };
  }, [player, store]);
  const later = useMemo(() => ({ ...player, store }), [player, store]);
  return <PlayerProvider player={later}>{children}</PlayerProvider>;
}

/** Calls back after the next paint; gives the way to call it off. */
function afterPaint(callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(callback);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
