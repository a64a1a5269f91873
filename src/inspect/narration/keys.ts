import { listed, t } from "../../language/t.ts";
import { worldAt } from "../../sim/lookup.ts";
import type { ActorId, KeyId, Recording, SimEvent, World } from "../../sim/recording.ts";
import { keyName, nameOf } from "../names.ts";

/** A moment of a run: after `index` steps, the last of which was `event`. */
export type Moment = Readonly<{ recording: Recording; index: number; event: SimEvent; after: World }>;

/**
 * Whose key it is that came to be in this step, and who else has it; and that the two ends have different ones, from
 * the step on in which it is so. On stage, keys are told apart by their patterns.
 */
export function keySentences(moment: Moment): readonly string[] {
  const key = newKey(moment.event);
  return [...(key === null ? [] : [holdersSentence(moment, key)]), ...differentKeys(moment)];
}

function newKey(event: SimEvent): KeyId | null {
  if (event.type === "derives") return event.key;
  if (event.type === "opens") return event.gives;
  if (event.type === "schedules" || event.type === "recomputes") return event.keys[0] ?? null;
  return event.type === "makes" && event.what === "channelKey" ? (event.keys[0] ?? null) : null;
}

function holdersSentence({ recording, event, after }: Moment, key: KeyId): string {
  const name = keyName(recording, key);
  const holders = recording.cast.filter(({ id }) => holds(after, id, key)).map(({ id }) => id);
  const names = holders.map((id) => nameOf(recording, after, id));
  if (names.length < 2) return t`So far only ${names[0] ?? ""} has ${name}.`;
  const believed = "believes" in event ? event.believes : null;
  const others = recording.cast.filter(({ id }) => id !== event.actor && holders.includes(id));
  const isRight = others.some(({ id, host }) => nameOf(recording, after, id) === believed || host === believed);
  const who = nameOf(recording, after, event.actor);
  if (believed === null || believed === "" || isRight || isHostile(after, event.actor))
    return t`${listed(names)} have ${name}.`;
  return t`${listed(names)} have ${name}, and ${who} takes the other end for ${believed}.`;
}

/** Where client and server each worked out a key that the other has not, and somebody between them has both: told once. */
function differentKeys({ recording, index, event, after }: Moment): readonly string[] {
  const found = isWorkedOut(event) ? apart(recording, index) : null;
  const wasSo = recording.steps.some(
    (step, at) => at < index - 1 && isWorkedOut(step.event) && apart(recording, at + 1),
  );
  if (found === null || wasSo) return [];
  const { client, server, middle } = found;
  const [first, second] = [nameOf(recording, after, client.actor), nameOf(recording, after, server.actor)];
  const [one, other] = [keyName(recording, client.key), keyName(recording, server.key)];
  return [
    t`${first} and ${second} do not have the same key: ${first} has ${one}, ${second} has ${other}.`,
    t`${nameOf(recording, after, middle)} has both.`,
  ];
}

function isWorkedOut({ type }: SimEvent): boolean {
  return type === "derives" || type === "schedules";
}

type End = Readonly<{ actor: ActorId; key: KeyId }>;

function apart(recording: Recording, index: number): Readonly<{ client: End; server: End; middle: ActorId }> | null {
  const world = worldAt(recording, index);
  const [client, server] = [endOf(recording, index, "client"), endOf(recording, index, "server")];
  if (client === null || server === null) return null;
  if (holds(world, server.actor, client.key) || holds(world, client.actor, server.key)) return null;
  const both = recording.cast.find(({ id }) => holds(world, id, client.key) && holds(world, id, server.key));
  return both === undefined ? null : { client, server, middle: both.id };
}

/** The key that an end worked out last. */
function endOf(recording: Recording, index: number, role: "client" | "server"): End | null {
  const actor = recording.cast.find((one) => one.role === role)?.id;
  const worked = recording.steps
    .slice(0, index)
    .map(({ event }) => event)
    .findLast((one) => isWorkedOut(one) && one.actor === actor);
  const key = worked === undefined ? null : newKey(worked);
  return actor === undefined || key === null ? null : { actor, key };
}

function holds(world: World, actor: ActorId, key: KeyId): boolean {
  return world.actors[actor]?.keys.some((held) => held.key === key && held.part === "secret") === true;
}

function isHostile(world: World, actor: ActorId): boolean {
  return (world.actors[actor]?.strategy ?? "off") !== "off";
}
