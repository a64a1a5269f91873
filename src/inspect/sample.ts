import { t } from "../language/t.ts";
import type { Actor, ActorState, PacketArtifact, Recording, SimEvent, Step, World } from "../sim/recording.ts";

/** Small recordings made by hand, for the tests of this folder. */

export const nobody: ActorState = {
  online: true,
  strategy: "off",
  keys: [],
  certificates: [],
  seenCertificates: [],
  trust: [],
  copies: [],
  knows: [],
  channels: [],
  deeds: [],
};

/** Alice, `hops` routers, Bob and an authority. */
export function castOf(hops: number): readonly Actor[] {
  const routers = Array.from({ length: hops }, (_, i): Actor => {
    return { id: `r${i + 1}`, role: "router", name: t`Router ${i + 1}`, host: null, canTurn: true };
  });
  return [
    { id: "alice", role: "client", name: "Alice", host: null, canTurn: false },
    ...routers,
    { id: "bob", role: "server", name: "Bob", host: "bob.example", canTurn: false },
    { id: "ca", role: "authority", name: t`Authority`, host: null, canTurn: false },
  ];
}

export const letter: PacketArtifact = {
  kind: "packet",
  id: "letter",
  message: t`Letter`,
  label: t`letter`,
  author: "alice",
  from: "alice",
  to: "bob",
  seal: { as: "paper" },
  bytes: "00".repeat(58),
  changedFrom: null,
};

/** A world in which everybody has nothing, except as `states` says. */
export function worldOf(cast: readonly Actor[], states: Readonly<Record<string, Partial<ActorState>>> = {}): World {
  const actors = Object.fromEntries(cast.map(({ id }) => [id, { ...nobody, ...states[id] }]));
  return { time: "2026-11-02T12:00:00Z", switches: {}, actors, packet: null };
}

export function stepOf(id: string, world: World, made: Step["made"] = []): Step {
  const event: SimEvent = { type: "acts", actor: "alice", text: id };
  return { id, event, made, world };
}

export function recordingOf(
  cast: readonly Actor[],
  start: World,
  steps: readonly Step[],
  made: Recording["made"] = [],
): Recording {
  return {
    format: "between-alice-and-bob/recording",
    version: 1,
    scene: "sample",
    hops: 1,
    throws: [],
    cast,
    made,
    start,
    steps,
  };
}
