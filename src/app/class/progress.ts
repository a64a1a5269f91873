import type { Score } from "../../player/summary.ts";
import type { SceneCard } from "../../scenes/types.ts";

/** What can be told to whoever keeps a record of learning: a self-check was taken to its end. */
export type ProgressReport = Readonly<{ kind: "selfCheck"; act: SceneCard["act"]; score: Score }>;

type Listener = (report: ProgressReport) => void;

const listeners = new Set<Listener>();

/** Tells everybody who listens. Without a listener, nobody is told, and nothing is kept here. */
export function reportProgress(report: ProgressReport): void {
  for (const listener of listeners) listener(report);
}

/** Listens to what is reported from now on; gives the way to stop. */
export function onProgress(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
