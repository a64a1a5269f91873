import type { StepId } from "../../sim/recording.ts";
import type { StepContext } from "../types.ts";
import type { IdeaId } from "./ideas.ts";

/** What a teacher might do at a step. */
export type Note = Readonly<{
  /** What to say: one to three sentences. Inline `*emphasis*` and `` `code` `` only. */
  say: string;
  /** What to ask the class. */
  ask?: string;
  /** The wrong idea that is at stake. */
  idea?: IdeaId;
}>;

/** A note, or how it is made where what there is to say hangs on the run; null: nothing in this run. */
export type NoteOf = Note | ((context: StepContext) => Note | null);

export type SceneNotes = Readonly<{
  opening: Note;
  /** By step id. */
  steps: Readonly<Record<StepId, NoteOf>>;
}>;
