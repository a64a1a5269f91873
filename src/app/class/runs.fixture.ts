import type { RsaPool } from "../../crypto/pool.ts";
import { createRuns, type Runs, recorderOf } from "../../player/runs.ts";
import { loadScene } from "../../scenes/catalog.ts";
import { labRun } from "../../scenes/lab/runs.fixture.ts";
import type { Setting } from "../../scenes/selfcheck/types.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";

const opened = new Map<string, Promise<Readonly<{ scene: Scene; runs: Runs }>>>();

/**
 * The run of a set-up. A scene’s runs go on from each other, so that its keys are made once. Throws where a switch, a
 * value or the step of a throw is not there.
 */
export async function runOf(setting: Setting, pool: RsaPool): Promise<Recording> {
  if (setting.kind === "lab") return labRun(setting.setup);
  const { scene: id, throws, hops } = setting;
  const opening = opened.get(id) ?? open(id, pool);
  opened.set(id, opening);
  const { scene, runs } = await opening;
  for (const { switch: name, value } of throws) {
    const spec = scene.switches.find((one) => one.id === name);
    if (!spec?.options.some((one) => one.value === value)) throw new Error(`${id} has no ${name}=${value}`);
  }
  const { recording, dropped } = await runs.settle({ hops: hops ?? scene.hops.default, throws });
  if (dropped.length > 0) throw new Error(`${id}: no step for ${JSON.stringify(dropped)}`);
  return recording;
}

async function open(id: string, pool: RsaPool) {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  return { scene, runs: createRuns(scene, recorderOf(scene, pool)) };
}
