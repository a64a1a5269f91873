import { listed, t } from "../../language/t.ts";
import type { ActorId, KeyId, Recording, SimEvent, World } from "../../sim/recording.ts";
import { keyName, nameOf } from "../names.ts";

/** A moment of a run: after `index` steps, the last of which was `event`. */
export type Moment = Readonly<{ recording: Recording; index: number; event: SimEvent; before: World; after: World }>;

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

/** Where client and server each hold a key for letters, and not one in common. */
function differentKeys({ recording, before, after }: Moment): readonly string[] {
  const found = apart(recording, after);
  if (found === null || apart(recording, before) !== null) return [];
  const [one, other] = found;
  const both = recording.cast.filter(({ id }) => holds(after, id, one.key) && holds(after, id, other.key));
  const [first, second] = [nameOf(recording, after, one.actor), nameOf(recording, after, other.actor)];
  const keys = t`${first} and ${second} do not have the same key: ${first} has ${keyName(recording, one.key)}, ${second} has ${keyName(recording, other.key)}.`;
  const [middle] = both;
  return middle === undefined ? [keys] : [keys, t`${nameOf(recording, after, middle.id)} has both.`];
}

type End = Readonly<{ actor: ActorId; key: KeyId }>;

function apart(recording: Recording, world: World): readonly [End, End] | null {
  const client = endOf(recording, world, "client");
  const server = endOf(recording, world, "server");
  if (client === null || server === null) return null;
  return client.keys.some((key) => server.keys.includes(key)) ? null : [client, server];
}

function endOf(
  recording: Recording,
  world: World,
  role: "client" | "server",
): (End & { keys: readonly KeyId[] }) | null {
  const actor = recording.cast.find((one) => one.role === role)?.id;
  const keys =
    actor === undefined ? [] : (world.actors[actor]?.channels ?? []).filter(({ open }) => open).map(({ key }) => key);
  const key = keys.at(-1);
  return actor === undefined || key === undefined ? null : { actor, key, keys };
}

function holds(world: World, actor: ActorId, key: KeyId): boolean {
  return world.actors[actor]?.keys.some((held) => held.key === key && held.part === "secret") === true;
}

function isHostile(world: World, actor: ActorId): boolean {
  return (world.actors[actor]?.strategy ?? "off") !== "off";
}
