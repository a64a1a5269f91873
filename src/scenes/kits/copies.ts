import type { ActorId, PacketArtifact } from "../../sim/recording.ts";
import type { Forgets } from "../../sim/tls/actors.ts";
import { MALLORY } from "../cast.ts";

/** What somebody kept who lets everything pass. */
export class Copies {
  readonly packets: PacketArtifact[] = [];

  constructor(private readonly at: ActorId = MALLORY) {}

  /** Told of everything that comes by anywhere: keeps what came by here. */
  readonly passing = async (at: ActorId, packet: PacketArtifact): Promise<void> => {
    if (at === this.at) this.packets.push(packet);
  };
}

/** The private halves that an end still has of its last conversation, and that a key schedule can be worked out from. */
export function halvesOnCurves(end: Forgets) {
  return [...end.halves()].flatMap(([key, half]) => (half === null ? [] : [{ key, half }]));
}
