import { runsOf } from "../../../player/session.ts";
import { loadScene } from "../../../scenes/catalog.ts";
import { labScene } from "../../../scenes/lab/scene.ts";
import { DEFAULT_SETUP, normal } from "../../../scenes/lab/setup.ts";
import type { CheckQuestion, Found, Setting } from "../../../scenes/selfcheck/types.ts";
import type { Scene } from "../../../scenes/types.ts";
import type { Recording } from "../../../sim/recording.ts";

/** Runs a set-up, with new keys, here and now. */
export async function runSetting(setting: Setting): Promise<Recording> {
  const scene = await sceneOf(setting);
  const throws = setting.kind === "scene" ? setting.throws : [];
  const hops = (setting.kind === "scene" ? setting.hops : null) ?? scene.hops.default;
  return (await runsOf(scene).settle({ hops, throws })).recording;
}

/** What a question's set-up comes to, found in a run made for it. Rejects where it could not be run. */
export async function findAnswer(question: CheckQuestion, setting: Setting): Promise<Found> {
  return question.answer(await runSetting(setting));
}

async function sceneOf(setting: Setting): Promise<Scene> {
  if (setting.kind === "lab") return labScene(normal({ ...DEFAULT_SETUP, ...setting.setup }));
  const scene = await loadScene(setting.scene);
  if (scene === null) throw new RangeError(`no scene ${setting.scene}`);
  return scene;
}
