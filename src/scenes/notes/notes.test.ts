import { describe, expect, it } from "vitest";
import { record } from "../../sim/recorder.ts";
import type { Recording, Throw } from "../../sim/recording.ts";
import { SixteenPairs } from "../../testing/sixteenPairs.ts";
import { cards, loadScene } from "../catalog.ts";
import type { Scene } from "../types.ts";
import { loadNotes } from "./catalog.ts";
import { ideas } from "./ideas.ts";
import { noteAt } from "./noteAt.ts";

const pool = new SixteenPairs();

describe("the notes for teachers", () => {
  it.each(cards.map(({ id }) => id))("%s: each hangs on a step that the scene has", async (id) => {
    const scene = await loadScene(id);
    const notes = await loadNotes(id);
    expect(scene).not.toBeNull();
    expect(notes).not.toBeNull();
    if (scene === null || notes === null) return;
    const missing = new Set(Object.keys(notes.steps));
    expect(missing.size).toBeGreaterThan(3);
    for await (const recording of runsOf(scene)) {
      for (const step of recording.steps) missing.delete(step.id);
      for (let index = 0; index <= recording.steps.length; index++) {
        const { note, at } = noteAt(notes, recording, index);
        expect(at).toBeLessThanOrEqual(index);
        expect(note.say.length).toBeGreaterThan(20);
        expect(note.say.length).toBeLessThan(320);
      }
      if (missing.size === 0) break;
    }
    expect([...missing]).toEqual([]);
  });

  it("name the wrong ideas that the scene says it breaks", async () => {
    const known = Object.keys(ideas);
    for (const { id } of cards) {
      const [scene, notes] = [await loadScene(id), await loadNotes(id)];
      const all = Object.values(notes?.steps ?? {}).flatMap((note) => (typeof note === "function" ? [] : [note.idea]));
      const named = new Set([...all, notes?.opening.idea]);
      for (const idea of scene?.breaks ?? []) {
        expect(known).toContain(idea);
        expect([...named], `${id}: ${idea}`).toContain(idea);
      }
    }
  });
});

/** The scene as it opens; then, as far as wanted, with one switch set otherwise. */
async function* runsOf(scene: Scene): AsyncGenerator<Recording> {
  const run = async (throws: readonly Throw[]): Promise<Recording> =>
    (await record(scene.scenario, { scene: scene.card.id, hops: scene.hops.default, throws, pool })).recording;
  yield run([]);
  for (const spec of scene.switches) {
    for (const { value } of spec.options) {
      if (value !== spec.default) yield run([{ switch: spec.id, value, after: null }]);
    }
  }
}
