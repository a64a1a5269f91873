import { fromHex } from "../../../bytes/hex.ts";
import { leaves } from "../../../bytes/tree.ts";
import { decodeMessage } from "../../../tls/messages/codec.ts";
import { HEADER_SIZE } from "../../../tls/record/sizes.ts";
import type { Acting } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { PacketArtifact, RecordSpan } from "../../recording.ts";
import { wirePacket } from "../packets.ts";

/** Turns over one bit of a packet that is passing, and tells so: what travels on. */
export async function* changed(self: Self, packet: PacketArtifact, at: number): Acting<PacketArtifact> {
  const bytes = fromHex(packet.bytes);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const { message, label, from, to, records = [], connection = 1 } = packet;
  const author = self.id;
  const made = wirePacket(self.props, {
    message,
    label,
    from,
    to,
    author,
    bytes,
    records,
    keys: [],
    changedFrom: packet.id,
    connection,
  });
  const what = shareAt(packet) === at ? "half" : "bit";
  yield { type: "changes", actor: author, packet: made.id, from: packet.id, what };
  return made;
}

/** Where a hello that lies open holds its first share; null where there is none. */
export function shareAt(packet: PacketArtifact): number | null {
  const [record] = packet.records ?? [];
  if (record === undefined || record.key !== null || !/Hello$/.test(packet.message)) return null;
  const bytes = fromHex(packet.bytes).slice(record.start + HEADER_SIZE, record.end);
  const share = leaves(decodeMessage(bytes).tree).find(
    ({ path }) => /key_share.*\.key_exchange\b/.test(path) && !path.endsWith("length"),
  );
  return share === undefined ? null : record.start + HEADER_SIZE + share.start;
}

/** Which byte of a record is changed: the first of the ciphertext; of one that lies open its share, else its last. */
export function targetIn(packet: PacketArtifact, record: RecordSpan): number {
  if (record.key !== null) return record.start + HEADER_SIZE;
  const share = shareAt(packet);
  return share !== null && share > record.start && share < record.end ? share : record.end - 1;
}
