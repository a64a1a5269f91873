import { createStore, type StoreApi } from "zustand/vanilla";
import type { Scene, Setup } from "../scenes/types.ts";
import type { Recording, Throw } from "../sim/recording.ts";
import { type ClockMaker, frameClock } from "./clock.ts";
import { clampIndex } from "./frame.ts";
import { createMotion, type Motion } from "./motion.ts";
import { withNotice } from "./notices.ts";
import type { Runs } from "./runs.ts";
import { createSwitching, type Switching } from "./switching.ts";
import type { Depth, Eyes, PlayerActions, PlayerState, Progress, Speed } from "./types.ts";

export type PlayerOptions = Readonly<{
  scene: Scene;
  /** The recording to begin with; one that `runs` gave, or one from a file (then `live` is false). */
  recording: Recording;
  live: boolean;
  runs: Runs;
  start?: Partial<PlayerView>;
  notices?: readonly string[];
  /** Whether motion is to be left out; asked at every step. */
  reducedMotion?: () => boolean;
  clock?: ClockMaker;
}>;

/** What an address can set besides the setup. */
export type PlayerView = Readonly<{ index: number; depth: Depth; eyes: Eyes; speed: Speed }>;

/** The view of a recording that was made of a setup; `dropped` are the throws that found no place in it. */
export type ViewOf = (recording: Recording, dropped: readonly Throw[]) => PlayerView & { notices: readonly string[] };

export type Player = Readonly<{
  store: StoreApi<PlayerState>;
  actions: PlayerActions;
  progress: Progress;
  /** Takes over a view from an address: the recording of a setup, at rest. `view` is asked when it is there. */
  restore: (setup: Setup, view: ViewOf) => Promise<void>;
  dispose: () => void;
}>;

/** A player of one scene: its state, what can be asked of it, and the fraction of the step in motion. */
export function createPlayer(options: PlayerOptions): Player {
  const store = createStore<PlayerState>(() => initialState(options));
  const motion = createMotion(store, options.clock ?? frameClock, options.reducedMotion ?? never);
  const switching = createSwitching(store, options.runs, motion);
  return {
    store,
    actions: createActions(store, motion, switching),
    progress: motion.progress,
    restore: switching.restore,
    dispose: () => {
      switching.abandon();
      motion.stop();
    },
  };
}

function initialState({ scene, recording, live, start, notices }: PlayerOptions): PlayerState {
  return {
    scene,
    recording,
    index: clampIndex(start?.index ?? 0, recording.steps.length),
    moving: false,
    playing: false,
    speed: start?.speed ?? 1,
    depth: start?.depth ?? "story",
    eyes: start?.eyes ?? "all",
    selection: null,
    asking: null,
    guesses: {},
    notices: notices ?? [],
    recordingBusy: false,
    live,
  };
}

function createActions(store: StoreApi<PlayerState>, motion: Motion, switching: Switching): PlayerActions {
  const { getState, setState } = store;
  return {
    next: motion.next,
    previous: () => motion.rest(getState().index - 1),
    first: () => motion.rest(0),
    last: () => motion.rest(getState().recording.steps.length),
    seek: motion.rest,
    play: motion.play,
    pause: motion.pause,
    togglePlay: () => (getState().playing ? motion.pause() : motion.play()),
    restart: switching.restart,
    setSpeed: (speed) => setState({ speed }),
    setDepth: (depth) => setState({ depth }),
    setEyes: (eyes) => setState({ eyes }),
    select: (selection) => setState({ selection }),
    throwSwitch: switching.throwSwitch,
    setHops: switching.setHops,
    guess: (prediction, option) => {
      const { asking, guesses } = getState();
      setState({ guesses: { ...guesses, [prediction]: option } });
      if (asking === prediction) motion.next();
    },
    dismissNotice: (index) => setState({ notices: getState().notices.filter((_, i) => i !== index) }),
    notice: (sentence) => setState({ notices: withNotice(getState().notices, sentence) }),
    show: switching.show,
  };
}

function never(): boolean {
  return false;
}
