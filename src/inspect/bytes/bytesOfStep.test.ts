import { describe, expect, it } from "vitest";
import { cards, loadScene } from "../../scenes/catalog.ts";
import type { Scene } from "../../scenes/types.ts";
import { artifacts } from "../../sim/lookup.ts";
import { record } from "../../sim/recorder.ts";
import type { Throw } from "../../sim/recording.ts";
import { SixteenPairs } from "../../testing/sixteenPairs.ts";
import { bytesOfStep } from "./bytesOfStep.ts";

const pool = new SixteenPairs();

describe.each(cards.map(({ id }) => id))("%s, at the depth Bytes", (id) => {
  it("shows bytes at every step, or says in a sentence of its own why there are none", async () => {
    const scene = await loadScene(id);
    if (scene === null) throw new Error(`no scene ${id}`);
    for (const throws of settingsOf(scene)) {
      const { recording } = await record(scene.scenario, { scene: id, hops: scene.hops.default, throws, pool });
      for (const step of recording.steps) {
        const { of, why } = bytesOfStep(recording, step);
        if (of === null) expect(why, step.id).toMatch(/^[A-Z].{20,}\.$/);
        if (why !== null) expect(why, step.id).not.toMatch(/^Nothing was written/);
        if (of !== null) expect(artifacts(recording).has(of), step.id).toBe(true);
      }
    }
  });
});

/** As it opens, and with each switch's last value. */
function settingsOf({ switches }: Scene): readonly (readonly Throw[])[] {
  const last = switches.flatMap(({ id, options }) => options.slice(-1).map(({ value }) => ({ switch: id, value })));
  return [[], ...last.map((one): Throw[] => [{ ...one, after: null }])];
}
