import { worldAt } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import type { Note, SceneNotes } from "./types.ts";

/** The note that holds after `index` steps: that step’s, or the last one before; `at` is the number of its step. */
export function noteAt(notes: SceneNotes, recording: Recording, index: number): Readonly<{ note: Note; at: number }> {
  for (let at = Math.min(index, recording.steps.length); at > 0; at--) {
    const note = noteOf(notes, recording, at);
    if (note !== null) return { note, at };
  }
  return { note: notes.opening, at: 0 };
}

/** The note of the step that comes `at`th; null where it has none, or there is no such step. */
export function noteOf({ steps }: SceneNotes, recording: Recording, at: number): Note | null {
  const step = recording.steps[at - 1];
  const found = step !== undefined && Object.hasOwn(steps, step.id) ? steps[step.id] : undefined;
  if (step === undefined || found === undefined) return null;
  if (typeof found !== "function") return found;
  const before = worldAt(recording, at - 1);
  return found({ recording, index: at, step, event: step.event, before, after: step.world });
}
