import { worldAt } from "../sim/lookup.ts";
import type { Recording } from "../sim/recording.ts";
import type { Frame } from "./types.ts";

/**
 * What is on stage at a position: a pure and total function. `index` is the number of steps begun, clamped to the
 * recording; `moving` says whether the last of them is still under way (nothing moves before the first).
 */
export function frameOf(recording: Recording, index: number, moving: boolean): Frame {
  const count = recording.steps.length;
  const at = clampIndex(index, count);
  const step = recording.steps[at - 1] ?? null;
  const before = worldAt(recording, at - 1);
  const after = worldAt(recording, at);
  const inMotion = moving && step !== null;
  return { index: at, count, step, before, after, world: inMotion ? before : after, moving: inMotion };
}

/** A whole number from 0 to `count`; what is no number at all becomes 0. */
export function clampIndex(index: number, count: number): number {
  if (Number.isNaN(index)) return 0;
  return Math.min(Math.max(Math.trunc(index), 0), count);
}
