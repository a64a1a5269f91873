import type { Scene, StepWords } from "../scenes/types.ts";
import { worldAt } from "../sim/lookup.ts";
import type { Recording } from "../sim/recording.ts";

/** The words of the step at `index` (steps begun); the scene's opening before the first. */
export function wordsAt(scene: Scene, recording: Recording, index: number): StepWords {
  const step = recording.steps[index - 1];
  if (step === undefined) return scene.opening;
  const before = worldAt(recording, index - 1);
  return scene.words({ recording, index, step, event: step.event, before, after: step.world });
}

/** Words without the marks of emphasis and code: for titles and for speech. */
export function plainWords(words: string): string {
  return words.replace(/[*`]/g, "");
}
