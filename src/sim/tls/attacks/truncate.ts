import { HEADER_SIZE } from "../../../tls/record/sizes.ts";
import type { Acting, Sending } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { PacketArtifact, RecordSpan } from "../../recording.ts";
import type { Attack } from "../mallory.ts";
import { counted } from "./count.ts";

/** An alert without padding: level and description, the content type, the tag (RFC 8446 §5.2, §6). */
const SEALED_ALERT = 2 + 1 + 16;

/**
 * Cuts a connection short: from a chosen packet on nothing more gets through, in neither direction. Left out: from the
 * first on that by its length could be an alert, for close_notify is one (RFC 8446 §6.1).
 */
export function truncate(self: Self, from: (packet: PacketArtifact) => boolean = couldBeGoodbye): Attack {
  let cut = false;
  return async function* (packet): Acting<readonly Sending[]> {
    cut ||= from(packet);
    if (!cut) return [packet];
    yield { type: "swallows", actor: self.id, packet: packet.id };
    return [];
  };
}

/** Whether a packet by its length could be close_notify: all that can be seen of one on the way. */
export function couldBeGoodbye(packet: PacketArtifact): boolean {
  const [record, ...more] = counted(packet);
  return record !== undefined && more.length === 0 && isSealedAlert(record);
}

function isSealedAlert({ key, start, end }: RecordSpan): boolean {
  return key !== null && end - start - HEADER_SIZE === SEALED_ALERT;
}
