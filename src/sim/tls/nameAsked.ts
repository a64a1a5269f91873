import { fromHex } from "../../bytes/hex.ts";
import { find } from "../../tls/extensions/find.ts";
import { decodeMessage } from "../../tls/messages/codec.ts";
import { HEADER_SIZE } from "../../tls/record/sizes.ts";
import type { PacketArtifact } from "../recording.ts";

/** The name in a ClientHello as it lies open on the wire (RFC 6066 §3); null where it names none, or is none. */
export function nameAskedIn(packet: PacketArtifact): string | null {
  const [record] = packet.records ?? [];
  if (packet.message !== "ClientHello" || record === undefined) return null;
  const { message } = decodeMessage(fromHex(packet.bytes).slice(record.start + HEADER_SIZE, record.end));
  return message.type === "client_hello" ? (find(message.extensions, "server_name")?.name ?? null) : null;
}
