import type { StoreApi } from "zustand/vanilla";
import { t } from "../language/t.ts";
import type { Setup } from "../scenes/types.ts";
import type { Recording, SwitchId } from "../sim/recording.ts";
import { createChanger } from "./changer.ts";
import type { Motion } from "./motion.ts";
import { guessesUpTo } from "./predictions.ts";
import type { Runs } from "./runs.ts";
import type { Player, ViewOf } from "./store.ts";
import { sameThrows, withThrow } from "./throws.ts";
import type { PlayerActions, PlayerState } from "./types.ts";

export type Switching = Pick<PlayerActions, "restart" | "throwSwitch" | "setHops" | "show"> &
  Pick<Player, "restore"> &
  Readonly<{ /** Ignores whatever is still being recorded. */ abandon: () => void }>;

const NOT_LIVE = t`This recording was loaded from a file: its keys are gone, so its future can’t change. Restart to run it anew.`;
const OVER = t`This run is over. Restart to see one with this switch, or go back to any step and throw it there.`;

/** The changing of the recording under a player: switches thrown, routers added, runs begun anew. */
export function createSwitching(store: StoreApi<PlayerState>, runs: Runs, motion: Motion): Switching {
  const { getState, setState } = store;
  const { change, put, wanted, tell, abandon } = createChanger(store, runs);

  async function throwSwitch(id: SwitchId, value: string): Promise<void> {
    const { scene, recording, index, live } = getState();
    if (!live) return tell(NOT_LIVE);
    const { throws } = wanted();
    const next = withThrow(scene, recording, throws, index, id, value);
    if (sameThrows(next, throws)) return;
    if (index > 0 && index >= recording.steps.length) tell(OVER);
    await change({ ...wanted(), throws: next }, (changed) => afterThrow(getState(), recording, changed, index));
  }

  async function setHops(wish: number): Promise<void> {
    const { scene, recording, live } = getState();
    if (!live) return tell(NOT_LIVE);
    const hops = withinHops(scene.hops, wish);
    if (hops === wanted().hops) return;
    await change({ ...wanted(), hops }, (next) => atRest(anchor(recording, next, getState().index)));
  }

  async function restart(): Promise<void> {
    const { scene, recording } = getState();
    const { hops, throws } = wanted();
    const last = recording.steps.at(-1)?.id;
    // What was thrown when all was over never had an effect: it shall have one now.
    const moved = throws.map((t) => (t.after !== null && t.after === last ? { ...t, after: null } : t));
    runs.renew();
    motion.rest(0);
    const begun = { ...atRest(0), playing: false, guesses: {}, live: true };
    await change({ ...wanted(), hops: withinHops(scene.hops, hops), throws: moved }, () => begun);
  }

  async function restore(setup: Setup, view: ViewOf): Promise<void> {
    // In one go: nobody may take what still stands here for the view that is coming.
    setState({ playing: false, recordingBusy: true });
    await change(setup, (next, dropped) => {
      const { index, ...rest } = view(next, dropped);
      return { ...atRest(index), ...rest, live: true };
    });
  }

  function show(recording: Recording): void {
    put(recording, { ...atRest(0), playing: false, guesses: {}, recordingBusy: false, live: false });
  }

  return { restart, throwSwitch, setHops, show, restore, abandon };
}

/** The position stays, and what is asked ahead is asked again. */
function afterThrow(now: PlayerState, old: Recording, next: Recording, index: number): Partial<PlayerState> {
  const guesses = guessesUpTo(now.scene, old, now.guesses, index);
  // Whoever jumped past the switch while the future was recorded stands at the nearest place that it still has.
  if (now.index > index) return { ...atRest(anchor(old, next, now.index)), guesses };
  return { guesses, playing: now.playing && index < next.steps.length };
}

function atRest(index: number): Pick<PlayerState, "index" | "moving" | "asking"> {
  return { index, moving: false, asking: null };
}

function withinHops({ min, max }: Readonly<{ min: number; max: number }>, hops: number): number {
  return Math.min(Math.max(Math.trunc(hops), min), max);
}

/** The place in `next` of the latest step up to `index` that both recordings have. */
function anchor(from: Recording, next: Recording, index: number): number {
  for (let at = index; at > 0; at--) {
    const id = from.steps[at - 1]?.id;
    const found = next.steps.findIndex((step) => step.id === id);
    if (found >= 0) return found + 1;
  }
  return 0;
}
