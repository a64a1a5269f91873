import { expect, test } from "vitest";
import { german } from "../language/german.ts";
import { speak } from "../language/t.ts";
import { SixteenPairs } from "../testing/sixteenPairs.ts";

// Before the scenes load: many of their messages are made on loading. So this file runs alone.
speak(german);
const { cards, loadScene } = await import("./catalog.ts");
const { record } = await import("../sim/recorder.ts");
const pool = new SixteenPairs();

test.each(cards.map(({ id }) => id))("%s is told in German, each phrase in one of its cases", async (id) => {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(id);
  const { recording } = await record(scene.scenario, { scene: id, hops: scene.hops.default, throws: [], pool });
  const words = recording.steps.flatMap((step, i) => {
    const before = recording.steps[i - 1]?.world ?? recording.start;
    return Object.values(scene.words({ recording, index: i + 1, step, event: step.event, before, after: step.world }));
  });
  expect(words.filter((text) => /\uE000|\{[a-z](_(acc|dat|gen))?\}/.test(text))).toEqual([]);
  expect(recording.steps.at(-1)?.id).toBe("end");
});
