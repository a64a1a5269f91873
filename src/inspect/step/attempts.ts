import { artifact, attemptsBy } from "../../sim/lookup.ts";
import type { ActorId, AttemptArtifact, KeyId, KeyPart, PacketId, Recording } from "../../sim/recording.ts";

/** A way of trying a packet and what it gave, with everybody who tried it and the keys that they tried. */
export type AttemptGroup = Readonly<{
  packet: PacketId;
  method: string;
  part: KeyPart;
  text: string | null;
  error: string | null;
  tries: readonly Readonly<{ actor: ActorId; keys: readonly KeyId[] }>[];
}>;

type Try = Readonly<{ actor: ActorId; attempt: AttemptArtifact }>;

/**
 * What was tried in step `index` (from 1): by whom the event names, and, with `all`, by everybody who got a try at a
 * packet because they hold a key; left out is what came to nothing with packets of another connection than the one at hand.
 */
export function attemptsOfStep(recording: Recording, index: number, all: boolean): readonly AttemptGroup[] {
  const step = recording.steps[index - 1];
  if (step === undefined) return [];
  const { event } = step;
  const named = event.type === "opens" ? [event.attempt] : event.type === "fails" ? event.attempts : null;
  if (named !== null) {
    return grouped(named.map((id) => ({ actor: event.actor, attempt: artifact(recording, "attempt", id) })));
  }
  if (!all) return [];
  const stage = step.world.packet;
  const isAtHand = ({ packet, error }: AttemptArtifact) =>
    error === null || stage === null || connectionOf(recording, packet) === connectionOf(recording, stage.id);
  const made = step.made.filter((a) => a.kind === "attempt").filter(isAtHand);
  const packets = new Set(made.map((a) => a.packet));
  const tries = [...packets].flatMap((packet) => triesOn(recording, index, packet));
  return grouped(tries.filter(({ attempt }) => made.includes(attempt)));
}

function connectionOf(recording: Recording, packet: PacketId): number {
  return artifact(recording, "packet", packet).connection ?? 1;
}

/** Every attempt so far on a packet, by those who hold the keys that were tried. */
export function attemptsOn(recording: Recording, count: number, packet: PacketId): readonly AttemptGroup[] {
  return grouped(triesOn(recording, count, packet));
}

function triesOn(recording: Recording, count: number, packet: PacketId): readonly Try[] {
  return recording.cast.flatMap(({ id }) =>
    attemptsBy(recording, count, id, packet).map((attempt) => ({ actor: id, attempt })),
  );
}

/** Same way and same result together; what opened comes first. */
function grouped(all: readonly Try[]): readonly AttemptGroup[] {
  const groups = new Map<string, Try[]>();
  for (const one of all) {
    const { packet, method, part, text, error } = one.attempt;
    const key = JSON.stringify([packet, method, part, text, error]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(groupOf).sort((a, b) => Number(a.error !== null) - Number(b.error !== null));
}

function groupOf(tries: readonly Try[]): readonly AttemptGroup[] {
  const [first] = tries;
  if (first === undefined) return [];
  const { packet, method, part, text, error } = first.attempt;
  const actors = [...new Set(tries.map(({ actor }) => actor))];
  const keysOf = (actor: ActorId) => tries.filter((t) => t.actor === actor).map((t) => t.attempt.key);
  return [{ packet, method, part, text, error, tries: actors.map((actor) => ({ actor, keys: keysOf(actor) })) }];
}
