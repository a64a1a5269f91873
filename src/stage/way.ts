import type { ActorId } from "../sim/recording.ts";
import { clamp, type Point } from "./geometry.ts";
import type { Layout, NodeBox } from "./layout.ts";

/** The part of a hop's time after which the packet rests with whom it reached. */
const MOVES_FOR = 0.8;

/** Where a packet is after a fraction (0..1) of its way over these actors: it leaves each slowly and rests at each. */
export function pointOnWay(layout: Layout, path: readonly ActorId[], fraction: number): Point {
  const stops = path.flatMap((id) => layout.nodes.get(id) ?? []);
  const hops = stops.length - 1;
  const whole = clamp(fraction, 0, 1) * hops;
  const hop = Math.min(Math.floor(whole), hops - 1);
  const from = stops[Math.max(hop, 0)];
  const to = stops[hop + 1] ?? from;
  if (from === undefined || to === undefined) return { x: 0, y: 0 };
  const last = hop === hops - 1;
  return pointOnHop(layout, from, to, clamp((whole - hop) / (last ? 1 : MOVES_FOR), 0, 1));
}

/** Down from the one to the wire, along it, and up to the other; over routers that stand close it stays up. */
function pointOnHop(layout: Layout, from: NodeBox, to: NodeBox, time: number): Point {
  const along = easeInOut(time);
  const wire = mix(from.center, to.center, along);
  const [up, down] = [offset(from), offset(to)];
  const cramped = Math.hypot(to.center.x - from.center.x, to.center.y - from.center.y) < layout.packet.width * 1.7;
  const lift = cramped
    ? mix(up, down, along)
    : along < 0.5
      ? scaled(up, 1 - smooth(along / 0.4))
      : scaled(down, smooth((along - 0.6) / 0.4));
  return { x: wire.x + lift.x, y: wire.y + lift.y };
}

function offset(box: NodeBox): Point {
  return { x: box.rest.x - box.center.x, y: box.rest.y - box.center.y };
}

export function mix(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function scaled(point: Point, by: number): Point {
  return { x: point.x * by, y: point.y * by };
}

export function easeInOut(t: number): number {
  return t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2;
}

/** 0 before 0, 1 after 1, smooth between. */
export function smooth(t: number): number {
  const c = clamp(t, 0, 1);
  return c * c * (3 - 2 * c);
}

/** How far a part of a step that runs from `from` to `to` has come, smoothly. */
export function part(progress: number, from: number, to: number): number {
  return smooth((progress - from) / (to - from));
}
