import type { SceneCard } from "../scenes/types.ts";

let kept: SceneCard["act"] | null = null;

/** From now on, scenes lead on within one act only, and then to its course page; with null, through all of them. */
export function keepWithin(act: SceneCard["act"] | null): void {
  kept = act;
}

/** The act within which scenes lead on; null where they lead through all of them. */
export function actKept(): SceneCard["act"] | null {
  return kept;
}
