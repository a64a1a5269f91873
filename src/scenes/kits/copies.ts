import type { ActorId, PacketArtifact } from "../../sim/recording.ts";
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
