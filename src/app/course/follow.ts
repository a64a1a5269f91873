import { language } from "../../language/t.ts";
import { addressOf } from "../../player/session.ts";
import type { PlayerState } from "../../player/types.ts";
import { answersOf, tallyOf } from "./answers.ts";
import type { Attendant } from "./attendance.ts";
import type { CourseSession } from "./session.ts";

/** Follows what is played: where the learner is, and what came of their predictions once a scene is over. */
export function follow(course: CourseSession): Attendant {
  return (player) => {
    let told: PlayerState | null = null;
    const look = (): void => {
      const state = player.store.getState();
      if (!state.live || state.recordingBusy) return;
      course.at(addressOf("scene", state, null));
      if (!isOver(state) || isSame(told, state)) return;
      told = state;
      const { scene, recording, guesses } = state;
      const answers = answersOf(scene, recording, guesses, language().tag);
      course.sceneOver(scene.card.id, answers, tallyOf(answers));
    };
    look();
    return player.store.subscribe(look);
  };
}

function isOver({ index, moving, recording }: PlayerState): boolean {
  return index > 0 && index === recording.steps.length && !moving;
}

/** Whether there is nothing new to tell: the same run, with the same answers. */
function isSame(told: PlayerState | null, state: PlayerState): boolean {
  return told !== null && told.recording === state.recording && told.guesses === state.guesses;
}
