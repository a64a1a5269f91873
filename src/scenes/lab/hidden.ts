import { artifact } from "../../sim/lookup.ts";
import type {
  Actor,
  ActorId,
  Artifact,
  PacketArtifact,
  Recording,
  SimEvent,
  Step,
  World,
} from "../../sim/recording.ts";
import { EMPTY_STATE } from "../../sim/world.ts";
import { MALLORY } from "../cast.ts";

/** Whose desks the one who was called for help may look at. */
const ENDS: readonly ActorId[] = ["alice", "bob"];

/**
 * A recording as somebody has it who was called for help: both ends, every packet as it left one and as it reached the
 * other, the alerts, certificates and trust stores. Not what happened between the two, and not how a judge came to its
 * verdict: of that, only the alert tells. What it leaves out is out of the steps; this is for looking, and no secrecy.
 */
export function hiddenIn(recording: Recording): Recording {
  const steps: Step[] = [];
  let waiting: readonly Artifact[] = [];
  for (const step of recording.steps) {
    const made = step.made.flatMap((one) => masked(one));
    if (!isSeen(step.event)) {
      waiting = [...waiting, ...made];
      continue;
    }
    const event = eventSeen(recording, step.event);
    steps.push({ id: step.id, event, made: [...waiting, ...made], world: worldSeen(step.world) });
    waiting = [];
  }
  return {
    ...recording,
    throws: [],
    cast: recording.cast.map((actor) => (actor.canTurn ? { ...actor, canTurn: false } : actor)),
    made: recording.made.flatMap((one) => masked(one)),
    start: worldSeen(recording.start),
    steps,
  };
}

/** Whether a step shows at one of the ends. */
function isSeen(event: SimEvent): boolean {
  if (event.type === "travels") return ENDS.includes(event.path.at(-1) ?? "");
  return event.type === "ends" || ENDS.includes(event.actor);
}

function eventSeen(recording: Recording, event: SimEvent): SimEvent {
  if (event.type === "travels") {
    const { from, to } = artifact(recording, "packet", event.packet);
    return { ...event, actor: from, path: wayBetween(recording.cast, from, to) };
  }
  if (event.type !== "ends") return event;
  return { ...event, outcome: { delivered: [], leaked: [], forged: [], refused: event.outcome.refused } };
}

/** All the way from one end to the other, as it must seem to both. */
function wayBetween(cast: readonly Actor[], from: ActorId, to: ActorId): readonly ActorId[] {
  const routers = cast.filter(({ role }) => role === "router").map(({ id }) => id);
  const isBack = cast.find(({ id }) => id === from)?.role === "server";
  return [from, ...(isBack ? [...routers].reverse() : routers), to];
}

function worldSeen(world: World): World {
  const { [MALLORY]: mallory, ...others } = world.actors;
  const router = mallory === undefined ? {} : { [MALLORY]: EMPTY_STATE };
  return { ...world, switches: {}, actors: { ...others, ...router } };
}

/** An artifact as the ends know it; none of what only somebody on the way has. */
function masked(made: Artifact): readonly Artifact[] {
  if (made.kind === "packet") return [packetSeen(made)];
  if (made.kind === "verdict") return [{ ...made, checks: [], path: [], reason: null }];
  return made.kind === "connection" && made.actor === MALLORY ? [] : [made];
}

/** A packet comes from whom it says that it comes from. */
function packetSeen(packet: PacketArtifact): PacketArtifact {
  return { ...packet, author: packet.from, changedFrom: null };
}
