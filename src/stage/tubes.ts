import type { ActorId, KeyId, Recording, World } from "../sim/recording.ts";
import { type Layout, wayBetween } from "./layout.ts";

/** A channel as drawn: from whom to whom, the way along the wire, and its lane where several share a piece of wire. */
export type Tube = Readonly<{ key: KeyId; way: readonly ActorId[]; lane: number; lanes: number; fresh: boolean }>;

/** The channels of a world: each key that two on the wire hold as an open channel. */
export function tubesOf(recording: Recording, before: World, after: World, layout: Layout): readonly Tube[] {
  const old = new Set(pairs(recording, before).map((pair) => pair.key));
  const drawn: { key: KeyId; way: readonly ActorId[]; lane: number }[] = [];
  for (const { key, from, to } of pairs(recording, after)) {
    const way = wayBetween(layout, from, to);
    if (way.length < 2) continue;
    const taken = new Set(drawn.filter((other) => sharesWire(other.way, way)).map((other) => other.lane));
    let lane = 0;
    while (taken.has(lane)) lane++;
    drawn.push({ key, way, lane });
  }
  return drawn.map((tube) => ({
    ...tube,
    lanes: Math.max(...drawn.filter((o) => o === tube || sharesWire(o.way, tube.way)).map((o) => o.lane)) + 1,
    fresh: !old.has(tube.key),
  }));
}

function pairs(recording: Recording, world: World) {
  const holders = new Map<KeyId, ActorId[]>();
  for (const actor of recording.cast) {
    for (const channel of world.actors[actor.id]?.channels ?? []) {
      if (channel.open) holders.set(channel.key, [...(holders.get(channel.key) ?? []), actor.id]);
    }
  }
  return [...holders].flatMap(([key, ids]) => {
    const [from, to] = [ids[0], ids.at(-1)];
    return from === undefined || to === undefined || from === to ? [] : [{ key, from, to }];
  });
}

function sharesWire(a: readonly ActorId[], b: readonly ActorId[]): boolean {
  const pieces = new Set(piecesOf(a));
  return piecesOf(b).some((piece) => pieces.has(piece));
}

function piecesOf(way: readonly ActorId[]): readonly string[] {
  return way.slice(1).map((id, i) => [way[i] ?? "", id].sort().join(" "));
}
