import { expect, it } from "vitest";
import { RsaPool } from "../crypto/pool.ts";
import { record } from "../sim/recorder.ts";
import { cards, loadScene } from "./catalog.ts";
import { REAL_THINGS } from "./realThing.ts";

it("every scene of Acts II to IV leads to a step of Act V", async () => {
  expect([...REAL_THINGS.keys()]).toEqual(cards.filter(({ act }) => act > 1 && act < 5).map(({ id }) => id));
  for (const { to, words } of REAL_THINGS.values()) {
    const [id = "", query = ""] = to.split("?");
    expect(cards.find((card) => card.id === id)?.act).toBe(5);
    const scene = await loadScene(id);
    if (scene === null) throw new Error(`no scene ${id}`);
    const params = new URLSearchParams(query);
    const throws = [...params].flatMap(([name, value]) =>
      name === "step" ? [] : [{ switch: name, value, after: null }],
    );
    for (const thrown of throws) {
      const spec = scene.switches.find((s) => s.id === thrown.switch);
      expect(spec?.options.map((o) => o.value)).toContain(thrown.value);
    }
    const { recording } = await record(scene.scenario, { scene: id, hops: 3, throws, pool: new RsaPool(0) });
    expect(recording.steps.map((step) => step.id)).toContain(params.get("step"));
    expect(words).toMatch(/\.$/);
  }
});
