import { RsaPool } from "../crypto/pool.ts";
import { loadScene } from "../scenes/catalog.ts";
import type { Scene } from "../scenes/types.ts";
import type { Recording } from "../sim/recording.ts";
import { type Address, type Page, quoted } from "./address.ts";
import { fitsScene, MISFIT } from "./fits.ts";
import { createRuns, type Runs, recorderOf } from "./runs.ts";
import { createPlayer, type Player } from "./store.ts";
import type { PlayerState } from "./types.ts";
import { formatAddress, resolveView, resolveWish, type Theme } from "./url.ts";

export type Opened = Readonly<{ ok: true; player: Player }> | Readonly<{ ok: false; sentence: string }>;

/** One for the page: pairs made ahead are there for whichever scene comes next. */
const pool = new RsaPool();

/** Starts making keys ahead of need; call it when the page is idle. */
export function primeKeys(): void {
  pool.prime();
}

/**
 * Opens the scene that an address names: loads it, records its run, and gives a player at the address's view. With a
 * `loaded` recording, that one is shown instead. What can't be opened is said in a sentence; never throws.
 */
export async function openScene(
  address: Address,
  loaded: Recording | null,
  reducedMotion: () => boolean,
): Promise<Opened> {
  try {
    const scene = await loadScene(address.scene ?? "");
    if (scene === null) {
      return { ok: false, sentence: `There is no scene ${quoted(address.scene ?? "")}, so this is the start page.` };
    }
    return { ok: true, player: await playerOf(scene, address, loaded, reducedMotion) };
  } catch {
    return { ok: false, sentence: "This scene could not be loaded. Is the connection there? Please try again." };
  }
}

/**
 * A player of a scene that is there, at an address's view, as `openScene` gives it. `shown` is what there is to see of a
 * run that was recorded: all of it, unless something else is said.
 */
export async function playerOf(
  scene: Scene,
  address: Address,
  loaded: Recording | null,
  reducedMotion: () => boolean,
  shown: (recording: Recording) => Recording = (recording) => recording,
): Promise<Player> {
  const { settle, renew } = createRuns(scene, recorderOf(scene, pool));
  const seen: Runs["settle"] = async (setup) => {
    const settled = await settle(setup);
    return { ...settled, recording: shown(settled.recording) };
  };
  const runs = { settle: seen, renew };
  if (loaded !== null && fitsScene(scene, loaded)) {
    return createPlayer({ scene, recording: loaded, live: false, runs, reducedMotion });
  }
  const wish = resolveWish(address, scene);
  const { recording, dropped } = await runs.settle(wish.view);
  const { sentences, ...start } = resolveView(wish, recording, dropped);
  const misfit = loaded === null ? [] : [MISFIT];
  const notices = [...sentences, ...misfit];
  return createPlayer({ scene, recording, live: true, runs, start, notices, reducedMotion });
}

/** Records a scene's run once, with no switch thrown. */
export async function recordOnce(scene: Scene): Promise<Recording> {
  const { recording } = await recorderOf(scene, pool).record(scene.hops.default, []);
  return recording;
}

/** Takes a player of the same scene to what an address says. */
export async function revisit(player: Player, address: Address): Promise<void> {
  const wish = resolveWish(address, player.store.getState().scene);
  await player.restore(wish.view, (recording, dropped) => {
    const { sentences, ...view } = resolveView(wish, recording, dropped);
    return { ...view, notices: sentences };
  });
}

/** The address of what a player shows. */
export function addressOf(page: Page, state: PlayerState, theme: Theme | null): string {
  const { scene, recording, index, depth, eyes, speed } = state;
  const step = recording.steps[index - 1]?.id ?? null;
  const { hops, throws } = recording;
  return formatAddress(page, scene, { hops, throws, depth, eyes, speed, theme, step });
}
