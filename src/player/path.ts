import { cards } from "../scenes/catalog.ts";
import type { SceneCard } from "../scenes/types.ts";

/** What comes after a scene: its address, and its card where it is a scene. */
export type Following = Readonly<{ address: string; card: SceneCard | null }>;

let course: SceneCard["act"] | null = null;

/** From now on, scenes lead on within one act only, and then to its course page. */
export function keepWithin(act: SceneCard["act"]): void {
  course = act;
}

/** The act within which scenes lead on; null where they lead through all of them. */
export function actKept(): SceneCard["act"] | null {
  return course;
}

/** What comes after a scene; null after the last, and after what is no scene of the story. */
export function whatFollows(scene: string): Following | null {
  const at = cards.findIndex(({ id }) => id === scene);
  if (at < 0) return null;
  const card = cards[at + 1];
  if (course !== null && card?.act !== course) return { address: `#/course/${course}`, card: null };
  return card === undefined ? null : { address: `#/scene/${card.id}`, card };
}
