import type { StepId } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";

/** What a scene says of a step in its own words; what it leaves out is said in the common ones. */
export type Beat = Partial<StepWords> | ((context: StepContext) => Partial<StepWords> | null);
export type Beats = Readonly<Record<StepId, Beat>>;

/** The words of a scene's steps: its own where it has some for the step's id, else the common ones. */
export function telling(
  beats: Beats,
  common: (context: StepContext) => StepWords,
): (context: StepContext) => StepWords {
  return (context) => {
    const beat = beats[context.step.id];
    const own = typeof beat === "function" ? beat(context) : (beat ?? null);
    return { ...common(context), ...own };
  };
}
