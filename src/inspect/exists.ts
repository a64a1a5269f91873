import type { Selection } from "../player/types.ts";
import type { Artifact, ArtifactId, Recording } from "../sim/recording.ts";

/** Everything that exists after `count` steps, in the order in which it came to be. */
export function madeSoFar(recording: Recording, count: number): readonly Artifact[] {
  return [...recording.made, ...recording.steps.slice(0, Math.max(count, 0)).flatMap((step) => step.made)];
}

/** True where the thing selected exists after `count` steps; an actor always does. */
export function exists(recording: Recording, count: number, selection: Selection): boolean {
  if (selection.kind === "actor") return recording.cast.some((actor) => actor.id === selection.id);
  return madeSoFar(recording, count).some((a) => a.id === selection.id && a.kind === selection.kind);
}

/** True where any artifact of that id exists after `count` steps. */
export function isMade(recording: Recording, count: number, id: ArtifactId): boolean {
  return madeSoFar(recording, count).some((a) => a.id === id);
}
