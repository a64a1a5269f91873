import { toHex } from "../../bytes/hex.ts";
import type { ActorProps, PacketParts } from "../props.ts";
import type { KeyId, PacketArtifact, RecordSpan } from "../recording.ts";

/** What a packet of TLS records is made of. */
export type WireParts = Omit<PacketParts, "message" | "seal"> &
  Readonly<{
    /** What the records hold, by its name in RFC 8446. */
    message: string;
    bytes: Uint8Array;
    records: readonly RecordSpan[];
    /** Public keys that lie open in them. */
    keys: readonly KeyId[];
    /** Which of several connections it belongs to; left out: the first. */
    connection?: number;
  }>;

/** Makes a packet out of records of TLS, as they stand on the wire. */
export function wirePacket(props: ActorProps, parts: WireParts): PacketArtifact {
  const { message, label, from, to, records, keys, connection = 1 } = parts;
  const sealed = records.find((record) => record.key !== null)?.key ?? null;
  const packet: PacketArtifact = {
    kind: "packet",
    id: props.newId(`packet:${label}`),
    message,
    label,
    author: parts.author ?? from,
    from,
    to,
    seal: sealed === null ? { as: "paper" } : { as: "yellow", key: sealed },
    bytes: toHex(parts.bytes),
    changedFrom: parts.changedFrom ?? null,
    records,
    ...(connection === 1 ? {} : { connection }),
  };
  return props.putPacket(packet, { text: null, keys, certificates: [] });
}
