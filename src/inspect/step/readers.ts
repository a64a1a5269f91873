import { t } from "../../language/t.ts";
import { artifacts, readingOf, worldAt } from "../../sim/lookup.ts";
import type { ActorId, PacketArtifact, Recording, World } from "../../sim/recording.ts";
import { bytesText, isHostile, isPlainRouter, joinedNames, nameOf } from "../names.ts";

/** One row of who can read a packet. Several actors share one where all of them see the same. */
export type ReaderRow = Readonly<{
  actors: readonly ActorId[];
  name: string;
  /** wrote: its text is theirs; reads; will: could, but has not seen it yet; sealed: cannot. */
  state: "wrote" | "reads" | "will" | "sealed";
  words: string;
  /** Why, where that is not plain: no key to try, or keys that did not fit. */
  because: string;
  tone: "paper" | "aqua" | "yellow" | "red";
}>;

/**
 * Who can read a packet after `count` steps, in the order of the cast, as far as they have it, had it or get it: from
 * the attempts really made, nothing else. Neighbouring plain routers that see the same share a row.
 */
export function readersOf(recording: Recording, count: number, packet: PacketArtifact): readonly ReaderRow[] {
  const world = worldAt(recording, count);
  const way = wayOf(recording, packet);
  const rows: ReaderRow[] = [];
  for (const actor of recording.cast) {
    if (actor.role === "authority" || !way.has(actor.id)) continue;
    const row = rowOf(recording, count, world, actor.id, packet);
    const last = rows.at(-1);
    if (last !== undefined && together(recording, world, last, row)) {
      rows[rows.length - 1] = merged(recording, world, last, row);
    } else rows.push(row);
  }
  return rows;
}

/** Who makes a packet and to whom it comes in this run; everybody, where it does not set out in it. */
function wayOf({ cast, steps }: Recording, packet: PacketArtifact): ReadonlySet<ActorId> {
  const path = steps.flatMap(({ event }) => (event.type === "travels" && event.packet === packet.id ? event.path : []));
  return new Set(path.length === 0 ? cast.map(({ id }) => id) : [packet.author, ...path]);
}

function rowOf(recording: Recording, count: number, world: World, id: ActorId, packet: PacketArtifact): ReaderRow {
  const reading = readingOf(recording, count, id, packet);
  const base = { actors: [id], name: nameOf(recording, world, id), because: "" };
  const reads = reading.state === "reads";
  const tone = isHostile(recording, world, id) ? "red" : "paper";
  if (packet.author === id)
    return { ...base, state: "wrote", words: authorWords(recording, world, packet, reads), tone };
  if (reads && reading.seen) return { ...base, state: "reads", words: t`reads it`, tone };
  if (reads) return { ...base, state: "will", words: t`will be able to read it`, tone };
  const isOutside = recording.cast.some((actor) => actor.id === id && actor.outside === true);
  if (isOutside && packet.to === id) {
    const because = t`what a real program opens, nobody here sees`;
    return { ...base, state: "sealed", words: t`its own affair`, because, tone: "paper" };
  }
  const because = reading.state === "sealed" ? t`no key held here fits` : t`holds no key to try`;
  const sealed = packet.seal.as === "aqua" ? "aqua" : "yellow";
  return { ...base, state: "sealed", words: t`sealed, ${bytesText(packet.bytes.length / 2)}`, because, tone: sealed };
}

function authorWords(
  recording: Recording,
  world: World,
  { author, id, bytes, changedFrom }: PacketArtifact,
  reads: boolean,
): string {
  if (changedFrom === null) return t`wrote it`;
  const before = artifacts(recording).get(changedFrom);
  if (before?.kind === "packet" && before.bytes === bytes) return reads ? t`sent it again` : t`sent it again blindly`;
  if (!reads) return t`changed it blindly`;
  const textOf = (packet: string) => world.actors[author]?.knows.find((known) => known.packet === packet)?.text;
  return textOf(id) !== undefined && textOf(id) === textOf(changedFrom) ? t`sealed it again` : t`changed it`;
}

function together(recording: Recording, world: World, a: ReaderRow, b: ReaderRow): boolean {
  const plain = [...a.actors, ...b.actors].every((id) => isPlainRouter(recording, world, id));
  return plain && a.state === b.state && a.words === b.words && a.because === b.because;
}

function merged(recording: Recording, world: World, a: ReaderRow, b: ReaderRow): ReaderRow {
  const actors = [...a.actors, ...b.actors];
  return { ...a, actors, name: joinedNames(actors.map((id) => nameOf(recording, world, id))) };
}
