import { fromHex } from "../../../bytes/hex.ts";
import { CONTENT_TYPES } from "../../../tls/codepoints.ts";
import type { PacketArtifact, PacketId, RecordSpan } from "../../recording.ts";

/**
 * Counts the records that come by a place, from 1, in both directions together: what anybody can do who stands there.
 * The change_cipher_spec that means nothing (RFC 8446 §D.4) is not counted; its type lies open.
 */
export class RecordCount {
  private readonly firsts = new Map<PacketId, number>();
  private next = 1;

  /** A packet comes by. */
  passes(packet: PacketArtifact): void {
    if (this.firsts.has(packet.id)) return;
    this.firsts.set(packet.id, this.next);
    this.next += counted(packet).length;
  }

  /** The record of that number, where it is in this packet. */
  find(packet: PacketArtifact, number: number): RecordSpan | null {
    const first = this.firsts.get(packet.id);
    return first === undefined ? null : (counted(packet)[number - first] ?? null);
  }

  /** Whether a packet that came by holds the record of that number, or one after it. */
  reaches(packet: PacketArtifact, number: number): boolean {
    const first = this.firsts.get(packet.id);
    return first !== undefined && first + counted(packet).length > number;
  }
}

/** The records of a packet that count. */
export function counted(packet: PacketArtifact): readonly RecordSpan[] {
  const bytes = fromHex(packet.bytes);
  return (packet.records ?? []).filter(({ start }) => bytes[start] !== CONTENT_TYPES.change_cipher_spec);
}
