import type { ActorId } from "../sim/recording.ts";
import { clamp, type Point, type Rect } from "./geometry.ts";
import type { BubbleSlot, Layout } from "./layout.ts";

/** Where what is told of somebody stands; what is nobody's stands in the middle. */
export function bubbleSlotOf(layout: Layout, actor: ActorId | null): BubbleSlot | null {
  const own = actor === null ? undefined : layout.nodes.get(actor);
  if (own !== undefined) return own.bubble;
  const first = [...layout.nodes.values()].find((box) => box.kind === "client") ?? [...layout.nodes.values()][0];
  if (first === undefined) return null;
  const { room } = first.bubble;
  const x = layout.orientation === "across" ? (layout.width - room.width) / 2 : room.x;
  return { room: { ...room, x }, sits: first.bubble.sits, tail: null };
}

/** Whether a room has no space below the lights of a long checklist. */
export function isLow(room: Rect): boolean {
  return room.height < 160;
}

/** How far the tail of a bubble reaches before a line takes over. */
const TAIL = 14;

/** The line from a bubble to whom it is about, where that one stands too far away for a tail; else null. */
export function bubbleLine(layout: Layout, slot: BubbleSlot): readonly Point[] | null {
  const { room, tail } = slot;
  if (tail === null || hasTail(layout, slot)) return null;
  const bottom = room.y + room.height;
  if (layout.orientation === "down") {
    const y = slot.sits === "top" ? room.y + 24 : bottom - 24;
    const bend = room.x - 6;
    return [{ x: room.x, y }, { x: bend, y }, { x: bend, y: tail.y }, tail];
  }
  if (tail.x < room.x && layout.orientation === "across")
    return [{ x: room.x, y: slot.sits === "top" ? room.y + 22 : bottom - 22 }, tail];
  return [{ x: clamp(tail.x, room.x + 24, room.x + room.width - 24), y: bottom }, tail];
}

/** Whether a bubble has a tail of its own. */
export function hasTail(layout: Layout, { room, sits, tail }: BubbleSlot): boolean {
  if (tail === null || layout.orientation === "down" || sits !== "bottom") return false;
  return tail.y - (room.y + room.height) < TAIL && tail.x >= room.x && tail.x <= room.x + room.width;
}
