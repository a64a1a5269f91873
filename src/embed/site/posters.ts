import { RsaPool } from "../../crypto/pool.ts";
import { createRuns, recorderOf } from "../../player/runs.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import { cards, loadScene } from "../../scenes/catalog.ts";
import type { Scene, SceneCard } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import { posterOf } from "../../stage/poster/poster.ts";

/** A scene as it is shown before anything of it is loaded: its card, its steps, and a picture of each. */
export type ScenePosters = Readonly<{
  card: SceneCard;
  /** In the order of the run, the opening first: its id is null. */
  posters: readonly Readonly<{ step: string | null; title: string; svg: string }>[];
}>;

/** Runs every scene as it is without a switch thrown, and draws all its steps. */
export async function allPosters(): Promise<readonly ScenePosters[]> {
  const pool = new RsaPool();
  const found: ScenePosters[] = [];
  for (const card of cards) {
    const scene = await loadScene(card.id);
    if (scene === null) throw new Error(`The catalog has no scene ${card.id}`);
    const { recording } = await createRuns(scene, recorderOf(scene, pool)).settle({
      hops: scene.hops.default,
      throws: [],
    });
    found.push({ card, posters: postersOf(scene, recording) });
  }
  return found;
}

function postersOf(scene: Scene, recording: Recording): ScenePosters["posters"] {
  return [null, ...recording.steps].map((step, index) => {
    const title = plainWords(wordsAt(scene, recording, index).title);
    const { switches, card } = scene;
    return { step: step?.id ?? null, title, svg: posterOf({ recording, index, scene: card.title, title, switches }) };
  });
}
