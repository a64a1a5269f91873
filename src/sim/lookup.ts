import { fromHex } from "../bytes/hex.ts";
import { DecodeError } from "../bytes/reader.ts";
import { decodeMessage } from "../story/messages.ts";
import type {
  Actor,
  ActorId,
  ActorState,
  Artifact,
  ArtifactId,
  AttemptArtifact,
  KeyArtifact,
  PacketArtifact,
  PacketId,
  Recording,
  SimEvent,
  VerdictArtifact,
  World,
} from "./recording.ts";

type Kind = Artifact["kind"];
type Of<K extends Kind> = Extract<Artifact, { kind: K }>;

const indexes = new WeakMap<Recording, ReadonlyMap<ArtifactId, Artifact>>();

/** Every artifact of a recording by its id; made once per recording. */
export function artifacts(recording: Recording): ReadonlyMap<ArtifactId, Artifact> {
  const known = indexes.get(recording);
  if (known !== undefined) return known;
  const all = [...recording.made, ...recording.steps.flatMap((step) => step.made)];
  const index = new Map(all.map((artifact) => [artifact.id, artifact]));
  indexes.set(recording, index);
  return index;
}

/** The artifact of that kind and id. A recording that names one that it does not hold is broken: throws RangeError. */
export function artifact<K extends Kind>(recording: Recording, kind: K, id: ArtifactId): Of<K> {
  const found = artifacts(recording).get(id);
  if (found === undefined || !isKind(found, kind)) throw new RangeError(`the recording holds no ${kind} ${id}`);
  return found;
}

function isKind<K extends Kind>(found: Artifact, kind: K): found is Of<K> {
  return found.kind === kind;
}

/** The world after `count` steps; 0 is the start. Out-of-range counts are clamped. */
export function worldAt(recording: Recording, count: number): World {
  if (count <= 0) return recording.start;
  return recording.steps[Math.min(count, recording.steps.length) - 1]?.world ?? recording.start;
}

/** An actor of the cast by id; throws RangeError where there is none. */
export function actorOf(recording: Recording, id: ActorId): Actor {
  const actor = recording.cast.find((a) => a.id === id);
  if (actor === undefined) throw new RangeError(`nobody called ${id} in the cast`);
  return actor;
}

/** An actor's state in a world; throws RangeError where there is none. */
export function stateOf(world: World, id: ActorId): ActorState {
  const state = world.actors[id];
  if (state === undefined) throw new RangeError(`nobody called ${id} in the world`);
  return state;
}

/** Every key of a recording in the order in which they came to be, each with those who hold it from then on. */
export function keysOf(recording: Recording): readonly (KeyArtifact & Readonly<{ holders: readonly ActorId[] }>)[] {
  const people = recording.cast.filter(({ role }) => role !== "authority");
  const stages = [{ made: recording.made, world: recording.start }, ...recording.steps];
  return stages.flatMap(({ made, world }) =>
    made
      .filter((one) => one.kind === "key")
      .map((key) => ({
        ...key,
        holders: people
          .filter(({ id }) => world.actors[id]?.keys.some((held) => held.key === key.id))
          .map(({ id }) => id),
      })),
  );
}

/** Who made the packet that a verdict is about: the last one that its judge opened or read before; null: none. */
export function judgedIn(recording: Recording, verdict: VerdictArtifact): ActorId | null {
  const at = recording.steps.findIndex(({ event }) => event.type === "checks" && event.verdict === verdict.id);
  const heard = recording.steps
    .slice(0, Math.max(at, 0))
    .map(({ event }) => event)
    .findLast((e) => (e.type === "opens" || e.type === "reads") && e.actor === verdict.by);
  return heard !== undefined && "packet" in heard ? artifact(recording, "packet", heard.packet).author : null;
}

/** What an actor is called in a world: a router that has turned is Mallory. An unknown id is its own name. */
export function nameOf(recording: Recording, world: World, id: ActorId): string {
  const actor = recording.cast.find((a) => a.id === id);
  if (actor === undefined) return id;
  return actor.canTurn && stateOf(world, id).strategy !== "off" ? "Mallory" : actor.name;
}

/** Who is seen to act in an event: of a packet on its way, whoever passes it on; of the end, nobody (null). */
export function actsIn(event: SimEvent): ActorId | null {
  if (event.type === "ends") return null;
  return event.type === "travels" ? (event.path[0] ?? event.actor) : event.actor;
}

/** What somebody can make of a packet with what they hold. */
export type Reading = Readonly<{
  /** reads: has or could have the text; sealed: every attempt failed; cannotTry: holds no key at all to try. */
  state: "reads" | "sealed" | "cannotTry";
  /** Whether the packet was ever here, or was made here. */
  seen: boolean;
  text: string | null;
  /** The attempts that the reading rests on, the successful one alone where there is one. */
  attempts: readonly AttemptArtifact[];
}>;

/**
 * What `actor` can read of `packet` after `count` steps: nothing but the attempts really made with the keys that the
 * actor holds at that point.
 */
export function readingOf(recording: Recording, count: number, actor: ActorId, packet: PacketArtifact): Reading {
  const world = worldAt(recording, count);
  const state = stateOf(world, actor);
  const own = state.knows.find((k) => k.packet === packet.id && k.how !== "inferred");
  const seen = packet.author === actor || state.copies.includes(packet.id);
  if (own !== undefined) {
    return {
      state: "reads",
      seen: true,
      text: own.text,
      attempts: attemptsBy(recording, count, actor, packet.id).filter((a) => a.error === null),
    };
  }
  const attempts = attemptsBy(recording, count, actor, packet.id);
  // Who sealed it knows what is in it, though what was sealed may be no text.
  if (packet.author === actor && packet.changedFrom === null)
    return { state: "reads", seen: true, text: null, attempts: [] };
  if (packet.seal.as === "paper") return { state: "reads", seen, text: letterIn(packet), attempts: [] };
  const opened = attempts.find((a) => a.error === null);
  if (opened !== undefined) return { state: "reads", seen, text: opened.text, attempts: [opened] };
  return { state: attempts.length > 0 ? "sealed" : "cannotTry", seen, text: null, attempts };
}

/** The attempts made so far on a packet with keys (and parts of keys) that the actor holds. */
export function attemptsBy(
  recording: Recording,
  count: number,
  actor: ActorId,
  packet: PacketId,
): readonly AttemptArtifact[] {
  const held = stateOf(worldAt(recording, count), actor).keys;
  const made = attemptsOn(recording, packet).filter(({ since }) => since <= count);
  return made.map((m) => m.attempt).filter((a) => held.some((h) => h.key === a.key && h.part === a.part));
}

type Made = Readonly<{ attempt: AttemptArtifact; since: number }>;

const attemptIndexes = new WeakMap<Recording, ReadonlyMap<PacketId, readonly Made[]>>();

/** Every attempt on a packet, with the number of steps after which it exists; sorted out once per recording. */
function attemptsOn(recording: Recording, packet: PacketId): readonly Made[] {
  const known = attemptIndexes.get(recording);
  if (known !== undefined) return known.get(packet) ?? [];
  const all = [recording.made, ...recording.steps.map((step) => step.made)].flatMap((made, since) =>
    made.filter((a) => a.kind === "attempt").map((attempt) => ({ attempt, since })),
  );
  const index = new Map<PacketId, Made[]>();
  for (const made of all) index.set(made.attempt.packet, [...(index.get(made.attempt.packet) ?? []), made]);
  attemptIndexes.set(recording, index);
  return index.get(packet) ?? [];
}

/** What a packet says that lies open: a letter's text; null for messages that carry none. */
function letterIn(packet: PacketArtifact): string | null {
  try {
    const { message } = decodeMessage(fromHex(packet.bytes));
    return message.type === "Letter" ? message.text : null;
  } catch (error) {
    // A recording from a file may hold bytes that are no message: they say nothing.
    if (error instanceof DecodeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** What a packet says, by what anybody ever knew of it (whoever sealed it at least); null where it carries no text. */
export function textIn(recording: Recording, packet: PacketArtifact): string | null {
  for (const { world } of [...recording.steps].reverse()) {
    for (const state of Object.values(world.actors)) {
      const known = state.knows.find((k) => k.packet === packet.id && k.how !== "inferred");
      if (known !== undefined) return known.text;
    }
  }
  return letterIn(packet);
}

/** What stands behind `CN=` in a distinguished name, or the whole of it where there is none. */
export function commonName(subject: string): string {
  return /(?:^|,\s*)CN=([^,]+)/.exec(subject)?.[1]?.trim() ?? subject;
}
