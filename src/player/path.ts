import { cards } from "../scenes/catalog.ts";
import type { SceneCard } from "../scenes/types.ts";
import { actKept } from "./actKept.ts";

/** What comes after a scene: its address, and its card where it is a scene. */
export type Following = Readonly<{ address: string; card: SceneCard | null }>;

/** What comes after a scene; null after the last, and after what is no scene of the story. */
export function whatFollows(scene: string): Following | null {
  const at = cards.findIndex(({ id }) => id === scene);
  if (at < 0) return null;
  const card = cards[at + 1];
  const act = actKept();
  if (act !== null && card?.act !== act) return { address: `#/course/${act}`, card: null };
  return card === undefined ? null : { address: `#/scene/${card.id}`, card };
}
