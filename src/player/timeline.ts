import type { SimEvent } from "../sim/recording.ts";

/** How long a step rests before the next begins by itself, in ms at 1x. */
export const DWELL_MS = 1800;

const ONE_HOP_MS = 500;
const MORE_HOP_MS = 200;
const LONGEST_WAY_MS = 1100;

const DURATIONS: Readonly<Record<Exclude<SimEvent["type"], "travels">, number>> = {
  makes: 500,
  asksFor: 500,
  challenges: 500,
  examines: 600,
  issues: 600,
  waits: 700,
  reports: 500,
  revokes: 600,
  fetches: 600,
  withholds: 450,
  leaves: 500,
  writes: 400,
  seals: 600,
  signs: 500,
  reads: 400,
  opens: 600,
  fails: 500,
  infers: 550,
  changes: 500,
  repeats: 500,
  swallows: 450,
  derives: 550,
  schedules: 600,
  checks: 600,
  turns: 450,
  steals: 600,
  forgets: 600,
  assumes: 700,
  recomputes: 700,
  keeps: 500,
  acts: 450,
  "gives-up": 400,
  ends: 350,
};

/** How long an event's motion takes, in ms at 1x. Steps have no duration of their own: pacing is the player's. */
export function durationOf(event: SimEvent): number {
  if (event.type !== "travels") return DURATIONS[event.type];
  const hops = Math.max(event.path.length - 1, 1);
  return Math.min(ONE_HOP_MS + (hops - 1) * MORE_HOP_MS, LONGEST_WAY_MS);
}
