import type { StoreApi } from "zustand/vanilla";
import type { ClockMaker } from "./clock.ts";
import { clampIndex } from "./frame.ts";
import { questionBefore } from "./predictions.ts";
import { createProgress } from "./progress.ts";
import { DWELL_MS, durationOf } from "./timeline.ts";
import type { PlayerState, Progress } from "./types.ts";

export type Motion = Readonly<{
  progress: Progress;
  /** Completes what moves and begins the next step, or asks what is to be asked before it. */
  next: () => void;
  /** At rest at a position, at once; out-of-range values are clamped. */
  rest: (index: number) => void;
  play: () => void;
  pause: () => void;
  stop: () => void;
}>;

/** The moving of a player: which step is under way, how far it is, and when the next one begins by itself. */
export function createMotion(store: StoreApi<PlayerState>, makeClock: ClockMaker, reduced: () => boolean): Motion {
  const { getState, setState } = store;
  const progress = createProgress(1);
  const clock = makeClock(tick);
  /** Milliseconds at 1x since the step began, or since it came to rest. */
  let elapsed = 0;
  /** Next was asked for while the future was being recorded. */
  let owed = false;

  const forget = store.subscribe((state, before) => {
    if (!state.moving) progress.set(1);
    if (before.recordingBusy && !state.recordingBusy && owed) {
      owed = false;
      next();
    }
    if (needsClock(getState())) clock.start();
  });

  function tick(dtMs: number): boolean {
    elapsed += dtMs * getState().speed;
    if (getState().moving) moveOn();
    else if (elapsed >= DWELL_MS && !isWaiting(getState())) next();
    return needsClock(getState());
  }

  function moveOn(): void {
    const step = currentStep(getState());
    const fraction = step === undefined ? 1 : elapsed / Math.max(durationOf(step.event), 1);
    progress.set(Math.min(fraction, 1));
    if (fraction < 1) return;
    elapsed = 0;
    setState({ moving: false, playing: getState().playing && !isAtEnd(getState()) });
  }

  function next(): void {
    const state = getState();
    if (state.recordingBusy) {
      owed = true;
      return;
    }
    if (isAtEnd(state)) {
      if (state.moving || state.playing) rest(state.index);
      return;
    }
    const question = questionBefore(state, state.index);
    if (question !== null) {
      setState({ asking: question, moving: false });
      return;
    }
    begin(state.index + 1);
  }

  function begin(index: number): void {
    const moving = !reduced();
    elapsed = 0;
    progress.set(moving ? 0 : 1);
    const atEnd = index >= getState().recording.steps.length;
    setState({ index, moving, asking: null, playing: getState().playing && (moving || !atEnd) });
  }

  function rest(index: number): void {
    const state = getState();
    const at = clampIndex(index, state.recording.steps.length);
    elapsed = 0;
    owed = false;
    setState({ index: at, moving: false, asking: null, playing: state.playing && at < state.recording.steps.length });
  }

  function play(): void {
    const state = getState();
    if (isAtEnd(state) && !state.moving) rest(0);
    setState({ playing: true });
    if (!getState().moving && getState().asking === null) next();
  }

  function pause(): void {
    setState({ playing: false });
  }

  function stop(): void {
    forget();
    clock.stop();
  }

  return { progress, next, rest, play, pause, stop };
}

function currentStep(state: PlayerState) {
  return state.recording.steps[state.index - 1];
}

function isAtEnd(state: PlayerState): boolean {
  return state.index >= state.recording.steps.length;
}

/** Playing goes no further before an answer, nor while the future is being recorded. */
function isWaiting(state: PlayerState): boolean {
  return state.asking !== null || state.recordingBusy;
}

function needsClock(state: PlayerState): boolean {
  return state.moving || (state.playing && !isWaiting(state));
}
