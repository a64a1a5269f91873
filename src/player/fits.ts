import { t } from "../language/t.ts";
import type { Scene } from "../scenes/types.ts";
import type { Recording } from "../sim/recording.ts";
import { wordsAt } from "./words.ts";

export const MISFIT = t`That recording doesn’t fit its scene, so it could not be shown.`;

/** Whether a scene has words for a recording that did not come from its own recorder: all are tried once. */
export function fitsScene(scene: Scene, recording: Recording): boolean {
  try {
    for (let index = 0; index <= recording.steps.length; index++) wordsAt(scene, recording, index);
    for (const prediction of scene.predictions) {
      prediction.answer(recording);
      prediction.settledAt(recording);
    }
    return recording.scene === scene.card.id;
  } catch {
    return false;
  }
}
