import type { Acting, Sending } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { PacketArtifact, RecordSpan } from "../../recording.ts";
import type { Attack } from "../mallory.ts";
import { changed, shareAt, targetIn } from "./changed.ts";

/** Turns over one bit, once: of the server's share, or of the first protected record that comes by. */
export function tamper(self: Self): Attack {
  let done = false;
  return async function* (packet): Acting<readonly Sending[]> {
    const at = done ? null : firstWorth(packet);
    if (at === null) return [packet];
    done = true;
    return [yield* changed(self, packet, at)];
  };
}

/** Turns over one bit of each record that is chosen. */
export function tamperWith(self: Self, chosen: (packet: PacketArtifact) => RecordSpan | null): Attack {
  return async function* (packet): Acting<readonly Sending[]> {
    const record = chosen(packet);
    return record === null ? [packet] : [yield* changed(self, packet, targetIn(packet, record))];
  };
}

/** The first byte of the server's share, or of the first ciphertext. Null: nothing worth changing. */
function firstWorth(packet: PacketArtifact): number | null {
  const sealed = packet.records?.find((record) => record.key !== null);
  if (sealed !== undefined) return targetIn(packet, sealed);
  return packet.message === "ServerHello" ? shareAt(packet) : null;
}
