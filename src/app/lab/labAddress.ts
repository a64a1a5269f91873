import { type Address, formatParams } from "../../player/address.ts";
import { seedOf } from "../../player/seed.ts";
import type { PlayerState } from "../../player/types.ts";
import { type Theme, viewParams } from "../../player/url.ts";
import { decodeSetup, encodeSetup, withSetup } from "../../scenes/lab/address.ts";
import type { LabSetup } from "../../scenes/lab/setup.ts";
import type { Throw } from "../../sim/recording.ts";

/** What an address of the lab says: the set-up, and the view of its run as an address of a scene would say it. */
export type LabWish = Readonly<{ setup: LabSetup; view: Address }>;

/** Reads an address of the lab. Total: what makes no sense is replaced by the default, and said in a sentence. */
export function readLab(address: Address): LabWish {
  const { setup, rest, sentences } = decodeSetup(address.params);
  return { setup, view: { ...address, params: rest, sentences: [...address.sentences, ...sentences] } };
}

/** The canonical address of a set-up and the view of its run. The inverse of `readLab` for what makes sense. */
export function labAddress(setup: LabSetup, state: PlayerState, theme: Theme | null): string {
  const step = state.recording.steps[state.index - 1]?.id ?? null;
  return formatParams("lab", null, withSetup(setup, viewIn(state, laterThrows(state), step, theme)));
}

/** The address of a set-up alone: whoever opens it begins at its start. */
export function setupAddress(setup: LabSetup): string {
  return formatParams("lab", null, encodeSetup(setup));
}

/** The view that a new run takes over from an old one: all but the place in it, and what was thrown of `changed`. */
export function keptView(state: PlayerState, changed: ReadonlySet<string>): Address {
  const throws = laterThrows(state).filter((thrown) => !changed.has(thrown.switch));
  return { page: "lab", scene: null, params: viewIn(state, throws, null, null), sentences: [] };
}

/** What is thrown in the middle of the run; what holds from its start is the set-up's. */
function laterThrows({ recording }: PlayerState): readonly Throw[] {
  return recording.throws.filter(({ after }) => after !== null);
}

function viewIn(state: PlayerState, throws: readonly Throw[], step: string | null, theme: Theme | null) {
  const { scene, depth, eyes, speed, recording } = state;
  return viewParams(scene, { hops: scene.hops.default, throws, ...seedOf(recording), depth, eyes, speed, theme, step });
}
