import type { ActorId, KeyId, Recording, StepId, World } from "../../sim/recording.ts";
import { stepOf } from "./facts.ts";
import { keyName, nameOf } from "./names.ts";

/** The key that was agreed on in the step of that id; null where there is none. */
export function derivedAt(recording: Recording, id: StepId): KeyId | null {
  const event = stepOf(recording, id)?.event;
  return event?.type === "derives" ? event.key : null;
}

/** Whether somebody holds a shared key. */
export function holdsKey(world: World, actor: ActorId, key: KeyId | null): boolean {
  return world.actors[actor]?.keys.some((held) => held.key === key && held.part === "secret") ?? false;
}

/** Everybody who holds a shared key, by name. */
export function holders(recording: Recording, world: World, key: KeyId): readonly string[] {
  const found = recording.cast.filter(({ id }) => holdsKey(world, id, key));
  return found.map(({ id }) => nameOf(recording, world, id));
}

/** The short name of the key agreed on in a step (`7f3a`); empty where there is none. */
export function nameOfDerived(recording: Recording, id: StepId): string {
  const key = derivedAt(recording, id);
  return key === null ? "" : keyName(recording, key);
}
