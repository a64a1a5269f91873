import { RsaPool } from "../../src/crypto/pool.ts";
import { wholeNarration } from "../../src/inspect/narration/narration.ts";
import { cards } from "../../src/scenes/cards.ts";
import { loadScene } from "../../src/scenes/catalog.ts";
import type { Scene } from "../../src/scenes/types.ts";
import { record } from "../../src/sim/recorder.ts";
import type { Throw } from "../../src/sim/recording.ts";
import type { Options } from "./narrate.ts";

export function sceneIds(): readonly string[] {
  return cards.map(({ id }) => id);
}

/** A scene, recorded as asked for and told from its opening to its end; or the sentence that says what there is not. */
export async function narrate(id: string, options: Options): Promise<readonly (readonly string[])[] | string> {
  const scene = await loadScene(id);
  if (scene === null) return `There is no scene ${id}. There are: ${sceneIds().join(", ")}.`;
  const throws = options.switches.map((text) => throwOf(scene, text));
  const wrong = throws.find((one) => typeof one === "string");
  if (typeof wrong === "string") return wrong;
  const { min, max, default: usual } = scene.hops;
  const hops = Math.min(Math.max(options.hops ?? usual, min), max);
  const good = throws.filter((one) => typeof one !== "string");
  const { recording } = await record(scene.scenario, { scene: id, hops, throws: good, pool: new RsaPool() });
  const steps = recording.steps.map((step) => step.id);
  const lost = good.find(({ after }) => after !== null && !steps.includes(after));
  if (lost !== undefined) return `This run has no step ${lost.after}. It has: ${steps.join(", ")}.`;
  return wholeNarration(scene, recording, options.depth);
}

function throwOf(scene: Scene, text: string): Throw | string {
  const [, id = "", value = "", after] = /^([\w-]+)=([\w.-]+)(?:@([\w.-]+))?$/.exec(text) ?? [];
  const options = scene.switches.find((one) => one.id === id)?.options.map((one) => one.value);
  const names = scene.switches.map((one) => one.id).join(", ");
  if (options === undefined) return `${scene.card.id} has no switch ${id || text}. It has: ${names || "none"}.`;
  if (!options.includes(value)) return `${id} is one of ${options.join(", ")}, not ${value}.`;
  return { switch: id, value, after: after ?? null };
}
