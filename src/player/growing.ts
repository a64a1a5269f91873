import type { Scene } from "../scenes/types.ts";
import type { Recording } from "../sim/recording.ts";
import { createPlayer, type Player } from "./store.ts";

/** A player of a run that may still go on. */
export type GrowingPlayer = Readonly<{
  player: Player;
  /** Takes over the recording as it has become. Whoever stood at its end goes along; whoever looked at an earlier step stays there. */
  grow: (recording: Recording) => void;
  /** Whether the newest step is looked at, and nothing moves. */
  isAtEnd: () => boolean;
  /** Shows the run again, at its end, where a file was shown in its place. */
  back: () => void;
}>;

/** Plays a run that can't be run again: restarting goes back to its start, and no switch changes it. */
export function createGrowingPlayer(scene: Scene, first: Recording, reducedMotion: () => boolean): GrowingPlayer {
  let latest = first;
  const runs = { settle: async () => ({ recording: latest, dropped: [] }), renew: () => {} };
  const player = createPlayer({ scene, recording: first, live: true, runs, reducedMotion });
  const { getState, setState } = player.store;

  function isAtEnd(): boolean {
    const { recording, index, moving, playing } = getState();
    return index >= recording.steps.length && !moving && !playing;
  }

  function showEnd(): void {
    setState({ recording: latest, index: latest.steps.length, moving: false, live: true });
  }

  return {
    player,
    isAtEnd,
    grow: (recording) => {
      const isShown = getState().recording === latest;
      const follows = isShown && isAtEnd();
      latest = recording;
      if (follows) showEnd();
      else if (isShown) setState({ recording });
    },
    back: () => {
      if (getState().recording !== latest) showEnd();
    },
  };
}
