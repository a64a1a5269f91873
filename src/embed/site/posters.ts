import { RsaPool } from "../../crypto/pool.ts";
import { createRuns, recorderOf } from "../../player/runs.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import { cards, loadScene } from "../../scenes/catalog.ts";
import type { Scene, SceneCard } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import { posterOf } from "../../stage/poster/poster.ts";

/** A scene as it is shown before anything of it is loaded: its card, its steps' ids and titles, and pictures of all. */
export type ScenePoster = Readonly<{
  card: SceneCard;
  /** In the order of the run; the opening comes first, and its id is null. */
  steps: readonly Readonly<{ id: string | null; title: string }>[];
  /** An SVG document with a picture of each step: see `stage/poster`. */
  svg: string;
}>;

/** Runs every scene as it is without a switch thrown, and draws all its steps. */
export async function allPosters(): Promise<readonly ScenePoster[]> {
  const pool = new RsaPool();
  const found: ScenePoster[] = [];
  for (const card of cards) {
    const scene = await loadScene(card.id);
    if (scene === null) throw new Error(`The catalog has no scene ${card.id}`);
    const runs = createRuns(scene, recorderOf(scene, pool));
    const { recording } = await runs.settle({ hops: scene.hops.default, throws: [] });
    found.push(posterOfScene(scene, recording));
  }
  return found;
}

function posterOfScene(scene: Scene, recording: Recording): ScenePoster {
  const steps = [null, ...recording.steps].map((step, index) => {
    return { id: step?.id ?? null, title: plainWords(wordsAt(scene, recording, index).title) };
  });
  const titles = steps.map(({ title }) => title);
  const { title, question } = scene.card;
  const svg = posterOf({ recording, scene: title, question, titles, switches: scene.switches });
  return { card: scene.card, steps, svg };
}
