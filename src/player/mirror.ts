import { createStore } from "zustand/vanilla";
import type { Scene } from "../scenes/types.ts";
import { type ClockMaker, frameClock } from "./clock.ts";
import { createProgress } from "./progress.ts";
import type { Player } from "./store.ts";
import { durationOf } from "./timeline.ts";
import type { PlayerActions, PlayerState } from "./types.ts";

/** What another window’s player says of itself, besides its scene. */
export type Mirrored = Omit<PlayerState, "scene">;

export type Mirror = Readonly<{
  player: Player;
  /** Takes over what the other player says. */
  take: (state: Mirrored) => void;
}>;

type MirrorOptions = Readonly<{
  scene: Scene;
  state: Mirrored;
  /** What is asked of this player is asked of the other one. */
  actions: PlayerActions;
  reducedMotion: () => boolean;
  clock?: ClockMaker;
}>;

/**
 * A player that owns nothing: it shows what another window’s player says, and asks that one for whatever it is asked.
 * Only the fraction of the step in motion is its own: it begins when the step does, and takes as long.
 */
export function createMirror({ scene, state, actions, reducedMotion, clock = frameClock }: MirrorOptions): Mirror {
  const store = createStore<PlayerState>(() => ({ ...state, scene }));
  const progress = createProgress(1);
  let elapsed = 0;
  const running = clock((dtMs) => {
    const { recording, index, moving, speed } = store.getState();
    const step = recording.steps[index - 1];
    if (!moving || step === undefined) return false;
    elapsed += dtMs * speed;
    const fraction = elapsed / Math.max(durationOf(step.event), 1);
    progress.set(Math.min(fraction, 1));
    return fraction < 1;
  });

  function take(next: Mirrored): void {
    const before = store.getState();
    const begins = next.moving && !(before.moving && before.index === next.index);
    if (begins) elapsed = 0;
    if (begins || !next.moving) progress.set(begins && !reducedMotion() ? 0 : 1);
    store.setState({ ...next, scene }, true);
    if (begins && !reducedMotion()) running.start();
  }

  const player: Player = {
    store,
    actions,
    progress,
    // It is at no address of its own.
    restore: () => Promise.resolve(),
    dispose: () => running.stop(),
  };
  return { player, take };
}
