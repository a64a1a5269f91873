import { t } from "../../language/t.ts";
import { sameThrows, valueAt } from "../../player/throws.ts";
import type { PlayerState } from "../../player/types.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import type { Recording } from "../../sim/recording.ts";
import { closed } from "./closed.ts";
import { headOf, placeSentences, questionSentences } from "./narration.ts";

/** What is said when the player has come from one state to another; null where nothing new is to be said. */
export function announcement(state: PlayerState, before: PlayerState): string | null {
  const { scene, recording, index, asking, playing } = state;
  const question = scene.predictions.find((one) => one.id === asking);
  if (question !== undefined) return asking === before.asking ? null : questionSentences(question).join(" ");
  const isElsewhere = index !== before.index || scene !== before.scene || asking !== before.asking;
  if (!isElsewhere && isAnotherRun(recording, before.recording)) return thrown(state, before);
  const isAtRest = before.playing && !playing;
  if (!isElsewhere && !isAtRest && state.depth === before.depth) return null;
  if (playing) return plainWords(headOf(state, wordsAt(scene, recording, index).title));
  return placeNow(state);
}

/** All that is said of where the player is. */
export function placeNow(state: PlayerState): string {
  return placeSentences(state).join(" ");
}

/** Whether something was set otherwise. A recording of real programs is another one with each step that is added. */
function isAnotherRun(now: Recording, before: Recording): boolean {
  return now.hops !== before.hops || !sameThrows(now.throws, before.throws);
}

/** A switch that was thrown: what holds from here on, and how many steps the run has now. */
function thrown({ scene, recording, index }: PlayerState, before: PlayerState): string {
  const settingOf = (run: Recording, id: string): string => valueAt(scene, run, index, id);
  const spec = scene.switches.find(({ id }) => settingOf(recording, id) !== settingOf(before.recording, id));
  const option = spec?.options.find(({ value }) => value === settingOf(recording, spec.id));
  const steps = t`This run has ${recording.steps.length} steps; this is step ${index}.`;
  if (spec === undefined || option === undefined) return steps;
  return `${closed(t`From here on, ${spec.label}: ${option.label}`)} ${steps}`;
}
