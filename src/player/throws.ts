import type { Scene } from "../scenes/types.ts";
import type { Recording, SwitchId, Throw } from "../sim/recording.ts";

/** The number of steps after which a throw holds: 0 from the start; null where the recording has no such step. */
export function positionOf(recording: Recording, thrown: Throw): number | null {
  if (thrown.after === null) return 0;
  const found = recording.steps.findIndex((step) => step.id === thrown.after);
  return found < 0 ? null : found + 1;
}

/** The throws that hold by the time `index` steps have begun: those that a change at `index` keeps. */
export function throwsUpTo(recording: Recording, throws: readonly Throw[], index: number): readonly Throw[] {
  return throws.filter((thrown) => (positionOf(recording, thrown) ?? Number.POSITIVE_INFINITY) <= index);
}

/** The value of a switch after `throws`, in their order; the scene's default where none names it. */
export function switchValue(scene: Scene, throws: readonly Throw[], id: SwitchId): string {
  const last = throws.filter((thrown) => thrown.switch === id).at(-1);
  return last?.value ?? scene.switches.find((spec) => spec.id === id)?.default ?? "";
}

/**
 * The throws after setting `id` to `value` at `index`: what held till then stays, what came later goes. A throw at the
 * same place is replaced, and one that changes nothing is not kept, so that equal settings give equal lists.
 */
export function withThrow(
  scene: Scene,
  recording: Recording,
  throws: readonly Throw[],
  index: number,
  id: SwitchId,
  value: string,
): readonly Throw[] {
  const after = recording.steps[index - 1]?.id ?? null;
  const kept = throwsUpTo(recording, throws, index).filter((t) => t.switch !== id || t.after !== after);
  if (switchValue(scene, kept, id) === value) return kept;
  return [...kept, { switch: id, value, after }];
}

/** Whether two lists hold the same throws in the same order. */
export function sameThrows(a: readonly Throw[], b: readonly Throw[]): boolean {
  return throwsKey(a) === throwsKey(b);
}

/** A text that is equal for equal lists. */
export function throwsKey(throws: readonly Throw[]): string {
  return JSON.stringify(throws.map((t) => [t.switch, t.value, t.after]));
}

/** The value of a switch for whatever comes after `index` steps. */
export function valueAt(scene: Scene, recording: Recording, index: number, id: SwitchId): string {
  return switchValue(scene, throwsUpTo(recording, recording.throws, index), id);
}
