import type { SceneNotes } from "./types.ts";

/** A scene’s notes for teachers: loaded with the presenter alone. */
export async function loadNotes(_id: string): Promise<SceneNotes | null> {
  return null;
}
