import type { PlayerState } from "../../player/types.ts";
import type { StepId } from "../../sim/recording.ts";

/** The index at which a scene begins, and begins again: the opening, where it has no step to start at. */
export function beginOf({ recording }: PlayerState, start: StepId | null): number {
  return recording.steps.findIndex(({ id }) => id === start) + 1;
}

/** Whether all is over and at rest. */
export function isOver({ recording, index, moving }: PlayerState): boolean {
  return recording.steps.length > 0 && index >= recording.steps.length && !moving;
}
