import { clamp } from "./geometry.ts";
import type { Plan } from "./layout.ts";
import { sidesOf } from "./sides.ts";

export const PAD = 14;
export const GAP = 12;
export const AUTHORITY = { width: 216, height: 52 };
const FOLDED_DESK = 48;
const LOWEST_DESK = 112;
const LOWEST_BUBBLE = 118;

/** As large as fits; smaller where that keeps the desks open. */
export function scaleOf(plan: Plan): number {
  const wish = clamp(Math.min(plan.width / 1040, plan.height / 640), 0.72, 1.45);
  for (let scale = wish; scale > 0.72; scale -= 0.03) if (!rowsOf(plan, scale).folded) return scale;
  return rowsOf(plan, 0.72).folded ? Math.max(wish * 0.85, 0.72) : 0.72;
}

/** A packet, and the tag under it. */
export function packetOf(scale: number) {
  return { width: Math.round(clamp(68 * scale, 52, 92)), height: Math.round(clamp(45 * scale, 36, 62)), tag: 20 };
}

export type Rows = ReturnType<typeof rowsOf>;

/** What stands above what. Too little height first takes from desks and bubbles, then folds the desks, then scrolls. */
export function rowsOf(plan: Plan, scale: number) {
  const sides = sidesOf(plan.places);
  const end = 100 * scale;
  const label = 24 + 22 * scale;
  const packet = packetOf(scale);
  const carried = packet.height + packet.tag + 26;
  const twin = sides.impostor === null ? 0 : (end + label + 10) / 2;
  const authority = sides.authorities.length > 0 ? AUTHORITY.height * clamp(scale, 1, 1.25) + GAP : 0;
  const under = sides.impostor === null ? 16 : 16 + roomForTwin(plan, scale, twin + end / 2 + label);
  const fixed = PAD * 2 + authority + carried + end + label + twin + under;
  const room = plan.height - fixed;
  const folded = room < LOWEST_BUBBLE + LOWEST_DESK;
  const lowest = LOWEST_BUBBLE + (folded ? FOLDED_DESK : LOWEST_DESK);
  const spare = Math.max(room - lowest, 0);
  const desk = folded ? FOLDED_DESK : LOWEST_DESK + Math.min(spare * 0.55, 130 * scale);
  const air = folded ? 0 : Math.min(spare * 0.15, 40);
  const bubble = LOWEST_BUBBLE + Math.max(spare - (desk - (folded ? FOLDED_DESK : LOWEST_DESK)) - air * 2, 0) * 0.8;
  const bubbleTop = PAD + authority + air;
  const wire = bubbleTop + bubble + carried + end / 2;
  const deskTop = wire + twin + end / 2 + label + under + air;
  const height = Math.max(plan.height, deskTop + desk + PAD);
  return { bubbleTop, bubbleHeight: bubble, wire, twin, deskTop, desk, folded, label, end, height };
}

/** How far routers and their names reach below the wire. */
export function underWire(plan: Plan, scale: number): number {
  const mallory = plan.places.some((p) => p.kind === "mallory");
  return (mallory ? 50 * scale + 24 + 22 * scale : 31 * scale + 26) + 8;
}

/** What is missing for the impostor's bubble between the wire and the desks, when the rest below the wire is this tall. */
function roomForTwin(plan: Plan, scale: number, rest: number): number {
  return Math.max(underWire(plan, scale) + LOWEST_BUBBLE - rest, 0);
}

/** How wide a desk is when all stand side by side. */
export function deskColumns(plan: Plan, scale: number) {
  const count = Math.max(plan.desks.length, 1);
  const each = (plan.width - PAD * 2 - GAP * (count - 1)) / count;
  return { width: Math.min(each, clamp(256 * scale, 212, 320)) };
}
