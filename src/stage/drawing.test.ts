import { beforeAll, describe, expect, it } from "vitest";
import { RsaPool } from "../crypto/pool.ts";
import { frameOf } from "../player/frame.ts";
import { cards, loadScene } from "../scenes/catalog.ts";
import type { Scene } from "../scenes/types.ts";
import { record } from "../sim/recorder.ts";
import type { Recording } from "../sim/recording.ts";
import { bubbleOf } from "./bubble.ts";
import { aboutRare } from "./bubbleOfRare.ts";
import { deskOf } from "./desk.ts";
import { flyerOf, flyerPoint } from "./flyer.ts";
import { layoutOf, type Plan } from "./layout.ts";
import { packetPoint, packetViewOf } from "./packetView.ts";
import { peopleIn } from "./people.ts";
import { tubesOf } from "./tubes.ts";

const pool = new RsaPool();

describe.each(cards.map((card) => card.id))("the scene %s", (id) => {
  let scene: Scene | null = null;
  let recording: Recording;

  beforeAll(async () => {
    scene = await loadScene(id);
    if (scene === null) throw new Error(`no scene ${id}`);
    const run = await record(scene.scenario, { scene: id, hops: scene.hops.default, throws: [], pool });
    recording = run.recording;
  });

  it("can be drawn at every step, in motion and at rest, through everybody's eyes", () => {
    const eyes = ["all", ...recording.cast.map((actor) => actor.id)];
    for (let index = 0; index <= recording.steps.length; index++) {
      for (const moving of [true, false]) {
        const frame = frameOf(recording, index, moving);
        for (const who of eyes) {
          packetViewOf(recording, frame, who);
          bubbleOf(recording, frame, who, scene?.switches ?? [], aboutRare);
        }
        for (const actor of recording.cast)
          deskOf(recording, frame.before.actors[actor.id], frame.after.actors[actor.id]);
      }
    }
  });

  it("shows a packet where the world says it rests, and moves it from where it was", () => {
    for (let index = 1; index <= recording.steps.length; index++) {
      const frame = frameOf(recording, index, false);
      const layout = layoutOf(planOf(recording, index));
      const view = packetViewOf(recording, frame, "all");
      if (view === null || frame.after.packet === null || frame.step?.event.type === "fails") continue;
      expect(view.packet.id).toBe(frame.after.packet.id);
      const { x, y } = packetPoint(layout, view, 1);
      const rest = layout.nodes.get(frame.after.packet.at)?.rest;
      expect(x).toBeCloseTo(rest?.x ?? -1);
      expect(y).toBeCloseTo(rest?.y ?? -1);
    }
  });

  it("keeps what flies and every channel on the stage", () => {
    for (let index = 1; index <= recording.steps.length; index++) {
      const frame = frameOf(recording, index, true);
      const layout = layoutOf(planOf(recording, index));
      const flyer = flyerOf(recording, frame, layout);
      if (flyer !== null) expect(flyerPoint(flyer, 1).y).toBeLessThan(layout.height);
      for (const tube of tubesOf(recording, frame.before, frame.after, layout)) {
        expect(tube.way.length).toBeGreaterThan(1);
        expect(tube.lane).toBeLessThan(tube.lanes);
      }
    }
  });
});

function planOf(recording: Recording, index: number): Plan {
  const people = peopleIn(recording, frameOf(recording, index, false).after);
  const desks = people.filter((p) => p.kind !== "router" && p.kind !== "authority").map((p) => p.actor.id);
  return { width: 1040, height: 660, places: people.map(({ actor, kind }) => ({ id: actor.id, kind })), desks };
}
