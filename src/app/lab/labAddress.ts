import { type Address, formatParams, type Param } from "../../player/address.ts";
import type { PlayerState } from "../../player/types.ts";
import { type Theme, viewParams } from "../../player/url.ts";
import { decodeSetup, encodeSetup } from "../../scenes/lab/address.ts";
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
  const { step, params } = viewOf(state, theme);
  return formatParams("lab", null, [...withThrows(encodeSetup(setup), laterThrows(state)), ...step, ...params]);
}

/** The address of a set-up alone: whoever opens it begins at its start. */
export function setupAddress(setup: LabSetup): string {
  return formatParams("lab", null, encodeSetup(setup));
}

/** The view that a new run takes over from an old one: everything but the place in it, and what was thrown of `changed`. */
export function keptView(state: PlayerState, changed: ReadonlySet<string>): Address {
  const throws = laterThrows(state).filter((thrown) => !changed.has(thrown.switch));
  const params = [...withThrows([], throws), ...viewOf(state, null).params];
  return { page: "lab", scene: null, params, sentences: [] };
}

/** What is thrown in the middle of the run; what holds from its start is the set-up's. */
export function laterThrows({ recording }: PlayerState): readonly Throw[] {
  return recording.throws.filter(({ after }) => after !== null);
}

function viewOf(state: PlayerState, theme: Theme | null) {
  const { scene, recording, index, depth, eyes, speed } = state;
  const step = recording.steps[index - 1]?.id ?? null;
  const all = viewParams(scene, { hops: scene.hops.default, throws: [], depth, eyes, speed, theme, step });
  return { step: all.filter(({ name }) => name === "step"), params: all.filter(({ name }) => name !== "step") };
}

/** A switch's parameter holds its start first, where that is not the usual one, and then what is thrown later. */
function withThrows(params: readonly Param[], throws: readonly Throw[]): readonly Param[] {
  const later = new Map<string, Param["items"]>();
  for (const { switch: id, value, after } of throws) later.set(id, [...(later.get(id) ?? []), { value, after }]);
  const known = params.map(({ name, items }) => ({ name, items: [...items, ...(later.get(name) ?? [])] }));
  const others = [...later].filter(([name]) => !params.some((param) => param.name === name));
  return [...known, ...others.map(([name, items]) => ({ name, items }))];
}
