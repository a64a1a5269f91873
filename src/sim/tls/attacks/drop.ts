import type { Acting, Sending } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { PacketArtifact } from "../../recording.ts";
import type { Attack } from "../mallory.ts";

/** Lets packets disappear: all, or those that are chosen. */
export function drop(self: Self, chosen: (packet: PacketArtifact) => boolean = () => true): Attack {
  return async function* (packet): Acting<readonly Sending[]> {
    if (!chosen(packet)) return [packet];
    yield { type: "swallows", actor: self.id, packet: packet.id };
    return [];
  };
}
