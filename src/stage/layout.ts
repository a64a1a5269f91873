import type { ActorId } from "../sim/recording.ts";
import { clamp, type Point, type Rect } from "./geometry.ts";
import { layoutAcross } from "./layoutAcross.ts";
import { layoutDown } from "./layoutDown.ts";

/** How somebody is drawn. */
export type Kind = "client" | "impostor" | "router" | "mallory" | "server" | "authority";

/** Everything that decides where things stand. */
export type Plan = Readonly<{
  /** The size of the container, CSS pixels. */
  width: number;
  height: number;
  /** The cast, from left to right; authorities anywhere. */
  places: readonly Readonly<{ id: ActorId; kind: Kind }>[];
  /** Who has a desk on stage. */
  desks: readonly ActorId[];
}>;

export type NodeBox = Readonly<{
  id: ActorId;
  kind: Kind;
  rect: Rect;
  center: Point;
  /** below: name and role under the shape; inside: written in it; number: only the router's number; desk: on the desk. */
  label: "below" | "inside" | "number" | "desk";
  /** The room that the words under the shape take; null where they stand elsewhere. */
  labelRect: Rect | null;
  /** The centre of a packet that is with this actor. */
  rest: Point;
  /** Where something told about this actor stands: it grows from `tail` and stays within `room`. */
  bubble: BubbleSlot;
}>;

export type BubbleSlot = Readonly<{
  room: Rect;
  /** The edge of the room at which the bubble sits. */
  sits: "bottom" | "top" | "middle";
  /** What the bubble's tail or line points to; null where there is nothing to point to. */
  tail: Point | null;
}>;

export type DeskBox = Readonly<{
  rect: Rect;
  /** Too little room for a card: one button with counts. */
  folded: boolean;
  /** The line from the actor to a desk that stands aside; null where it stands right there. */
  leader: readonly [Point, Point] | null;
}>;

export type Layout = Readonly<{
  orientation: "across" | "down";
  width: number;
  /** May be more than the container has: then the stage scrolls downwards, never sideways. */
  height: number;
  /** 1 in a stage of 1040 by 640. */
  scale: number;
  nodes: ReadonlyMap<ActorId, NodeBox>;
  /** The pieces of wire, from left to right. */
  wires: readonly Readonly<{ from: ActorId; to: ActorId }>[];
  desks: ReadonlyMap<ActorId, DeskBox>;
  packet: Readonly<{ width: number; height: number; tag: number }>;
  /** How thick a channel is. */
  tube: number;
}>;

/** How much larger than usual words are written on a large stage. */
export function textScale(layout: Layout): number {
  return clamp(layout.scale, 1, 1.25);
}

/** Below this width the wire runs downwards. */
export const ACROSS_FROM = 700;

/** Where everything stands: pure numbers. */
export function layoutOf(plan: Plan): Layout {
  return plan.width >= ACROSS_FROM ? layoutAcross(plan) : layoutDown(plan);
}

/** The way between two actors along the wire, both ends included; empty where there is none. */
export function wayBetween(layout: Layout, from: ActorId, to: ActorId): readonly ActorId[] {
  return walk(layout, from, to, []) ?? [];
}

function walk(layout: Layout, at: ActorId, to: ActorId, been: readonly ActorId[]): readonly ActorId[] | null {
  const path = [...been, at];
  if (at === to) return path;
  for (const wire of layout.wires) {
    const next = wire.from === at ? wire.to : wire.to === at ? wire.from : null;
    if (next === null || path.includes(next)) continue;
    const found = walk(layout, next, to, path);
    if (found !== null) return found;
  }
  return null;
}
