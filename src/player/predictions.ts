import type { Scene } from "../scenes/types.ts";
import type { Recording } from "../sim/recording.ts";
import type { PlayerState } from "./types.ts";

/** The id of the prediction to be asked before the step after `index`; null where there is none, or it is answered. */
export function questionBefore(state: PlayerState, index: number): string | null {
  const next = state.recording.steps[index];
  if (next === undefined) return null;
  const open = state.scene.predictions.find(
    (p) => p.before === next.id && state.guesses[p.id] === undefined && p.answer(state.recording) !== null,
  );
  return open?.id ?? null;
}

/** The guesses about steps up to `index`: a new future asks its questions again. */
export function guessesUpTo(scene: Scene, recording: Recording, guesses: PlayerState["guesses"], index: number) {
  const past = new Set(recording.steps.slice(0, index).map((step) => step.id));
  const asked = new Set(scene.predictions.filter((p) => past.has(p.before)).map((p) => p.id));
  return Object.fromEntries(Object.entries(guesses).filter(([id]) => asked.has(id)));
}
