import { RsaPool } from "../../crypto/pool.ts";
import { createGrowingPlayer } from "../../player/growing.ts";
import type { Player } from "../../player/store.ts";
import { makeLivePapers } from "../../scenes/live/papers.ts";
import { callScenario, liveScene } from "../../scenes/live/scene.ts";
import type { Scene } from "../../scenes/types.ts";
import { record } from "../../sim/recorder.ts";

const nobody = { next: async () => null, send: () => {}, end: () => {} };

const waitingScene: Scene = {
  ...liveScene,
  opening: {
    title: "Bob waits for a real client",
    story:
      "Copy one of the commands, and run it in a terminal. The program takes the place on the left, and every message between it and Bob appears here as it comes.",
    protocol:
      "The local server carries bytes between a socket on 127.0.0.1 and this page. All that answers there is in the page: Bob, the router, and Mallory if you let her.",
    tick: "waiting",
  },
};

/** The stage before anybody has called: everybody in their places, and nothing happens. */
export async function waitingPlayer(reducedMotion: () => boolean): Promise<Player> {
  const now = new Date();
  const scenario = callScenario({ wire: nobody, live: await makeLivePapers(now), now });
  const setup = { scene: waitingScene.card.id, hops: 1, throws: [], pool: new RsaPool(0) };
  const { recording } = await record(scenario, setup);
  return createGrowingPlayer(waitingScene, { ...recording, steps: [] }, reducedMotion).player;
}
