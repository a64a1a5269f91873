import type { StepContext, StepWords } from "../types.ts";
import { phrase } from "./phrase.ts";
import { type Beats, telling } from "./telling.ts";

export type { Beat, Beats } from "./telling.ts";

/** The words of a scene's steps: its own where it has some for the step's id, else the common ones. Total. */
export function tell(beats: Beats): (context: StepContext) => StepWords {
  return telling(beats, phrase);
}
