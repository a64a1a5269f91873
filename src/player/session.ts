import { RsaPool } from "../crypto/pool.ts";
import { t } from "../language/t.ts";
import { loadScene } from "../scenes/catalog.ts";
import type { Scene } from "../scenes/types.ts";
import type { Recording, StepId } from "../sim/recording.ts";
import { type Address, type Page, quoted } from "./address.ts";
import { createRuns, type Runs, recorderOf } from "./runs.ts";
import { seedOf } from "./seed.ts";
import { createPlayer, type Player } from "./store.ts";
import type { PlayerState } from "./types.ts";
import { formatAddress, resolveView, resolveWish, type Theme, type Wish } from "./url.ts";

export type Opened = Readonly<{ ok: true; player: Player }> | Readonly<{ ok: false; sentence: string }>;

/** One for the page: pairs made ahead are there for whichever scene comes next. */
const pool = new RsaPool();

/** Starts making keys ahead of need; call it when the page is idle. */
export function primeKeys(): void {
  pool.prime();
}

/**
 * Opens the scene that an address names: loads it, records its run, and gives a player at the address's view. With a
 * `loaded` recording, that one is shown instead. With an `end`, nothing comes after that step; `around` may put something
 * before the recording of runs. What can't be opened is said in a sentence; never throws.
 */
export async function openScene(
  address: Address,
  loaded: Recording | null,
  reducedMotion: () => boolean,
  end: StepId | null = null,
  around: (runs: Runs) => Runs = (runs) => runs,
): Promise<Opened> {
  try {
    const scene = await loadScene(address.scene ?? "");
    if (scene === null) {
      return { ok: false, sentence: t`There is no scene ${quoted(address.scene ?? "")}, so this is the start page.` };
    }
    const runs = around(runsOf(scene));
    const ending = end === null ? runs : (await import("./ending.ts")).endingAt(runs, end);
    return { ok: true, player: await playerOf(scene, ending, address, loaded, reducedMotion) };
  } catch {
    return { ok: false, sentence: t`This scene could not be loaded. Is the connection there? Please try again.` };
  }
}

/** The runs of a scene, recorded as they are asked for. */
export function runsOf(scene: Scene): Runs {
  return createRuns(scene, recorderOf(scene, pool));
}

/** A player of a scene that is there and its runs, at an address's view, as `openScene` gives it. */
export async function playerOf(
  scene: Scene,
  runs: Runs,
  address: Address,
  loaded: Recording | null,
  reducedMotion: () => boolean,
): Promise<Player> {
  const misfit: string[] = [];
  if (loaded !== null) {
    const { fitsScene, MISFIT } = await import("./fits.ts");
    if (fitsScene(scene, loaded)) return createPlayer({ scene, recording: loaded, live: false, runs, reducedMotion });
    misfit.push(MISFIT);
  }
  const wish = await wishOf(address, scene);
  const { recording, dropped } = await runs.settle(wish.view);
  const { sentences, ...start } = resolveView(wish, recording, dropped);
  const notices = [...sentences, ...misfit];
  return createPlayer({ scene, recording, live: true, runs, start, notices, reducedMotion });
}

/** Takes a player of the same scene to what an address says. */
export async function revisit(player: Player, address: Address): Promise<void> {
  const wish = await wishOf(address, player.store.getState().scene);
  await player.restore(wish.view, (recording, dropped) => {
    const { sentences, ...view } = resolveView(wish, recording, dropped);
    return { ...view, notices: sentences };
  });
}

/** What an address wishes for; only one with a seed fetches what reads it. */
async function wishOf(address: Address, scene: Scene): Promise<Wish> {
  const wish = resolveWish(address, scene);
  const seed = address.params.find(({ name }) => name === "seed");
  return seed === undefined ? wish : (await import("./seedText.ts")).withSeed(wish, seed);
}

/** The address of what a player shows. */
export function addressOf(page: Page, state: PlayerState, theme: Theme | null): string {
  const { scene, recording, index, depth, eyes, speed } = state;
  const step = recording.steps[index - 1]?.id ?? null;
  const { hops, throws } = recording;
  return formatAddress(page, scene, { hops, throws, ...seedOf(recording), depth, eyes, speed, theme, step });
}
