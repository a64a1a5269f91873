import type { Recording, StepId } from "../sim/recording.ts";
import type { Runs } from "./runs.ts";

/**
 * Runs that are over after a step: where it comes, the recording holds nothing beyond it, so nobody can go there. Where
 * it does not come, the run is whole. The same recording is cut the same way each time: to the very same object.
 */
export function endingAt(runs: Runs, end: StepId): Runs {
  const cuts = new WeakMap<Recording, Recording>();
  const cut = (recording: Recording): Recording => {
    const known = cuts.get(recording) ?? upTo(recording, end);
    cuts.set(recording, known);
    return known;
  };
  return {
    ...runs,
    settle: async (setup) => {
      const { recording, dropped } = await runs.settle(setup);
      return { recording: cut(recording), dropped };
    },
  };
}

function upTo(recording: Recording, end: StepId): Recording {
  const found = recording.steps.findIndex((step) => step.id === end);
  if (found < 0 || found === recording.steps.length - 1) return recording;
  return { ...recording, steps: recording.steps.slice(0, found + 1) };
}
