import { t, withinSentence } from "../language/t.ts";
import { nameOf } from "../sim/lookup.ts";
import type { Actor, ActorState, Recording, World } from "../sim/recording.ts";
import type { Kind } from "./layout.ts";

/** Somebody as drawn at a moment. */
export type Person = Readonly<{
  actor: Actor;
  kind: Kind;
  name: string;
  /** A word or two under the name. */
  sub: string;
  /** What is written where there is room for a number only. */
  number: string;
  online: boolean;
}>;

/** Everybody in the cast as a world shows them, in the cast's order. */
export function peopleIn(recording: Recording, world: World): readonly Person[] {
  const firstClient = recording.cast.find((actor) => actor.role === "client")?.id;
  return recording.cast.map((actor) => {
    const name = nameOf(recording, world, actor.id);
    return personOf(actor, world.actors[actor.id], name, actor.id === firstClient);
  });
}

function personOf(actor: Actor, state: ActorState | undefined, name: string, first: boolean): Person {
  const kind = kindOf(actor, state, first);
  return {
    actor,
    kind,
    name,
    sub: subOf(actor, kind),
    number: /\d+$/.exec(actor.name)?.[0] ?? actor.name.slice(0, 2),
    online: state?.online ?? true,
  };
}

function kindOf(actor: Actor, state: ActorState | undefined, first: boolean): Kind {
  if (actor.role === "client") return first ? "client" : "impostor";
  if (actor.role === "router" && actor.canTurn && state !== undefined && state.strategy !== "off") return "mallory";
  return actor.role;
}

function subOf(actor: Actor, kind: Kind): string {
  if (kind === "mallory") return t`was ${withinSentence(actor.name)}`;
  if (kind === "server") return actor.host === null ? t`server` : t`server · ${actor.host}`;
  if (kind === "impostor") return t`a stranger`;
  return ROLES[kind];
}

const ROLES = { client: t`client`, router: t`router`, authority: t`authority` } as const;
