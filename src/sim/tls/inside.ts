import { fromHex } from "../../bytes/hex.ts";
import { DecodeError } from "../../bytes/reader.ts";
import { ALERTS, type AlertName, CONTENT_TYPES, type ContentTypeName, nameOf } from "../../tls/codepoints.ts";
import { Refused } from "../../tls/failure.ts";
import { decodeMessage } from "../../tls/messages/codec.ts";
import type { HandshakeMessage } from "../../tls/messages/types.ts";
import { HEADER_SIZE } from "../../tls/record/sizes.ts";
import { artifacts } from "../lookup.ts";
import type { AttemptArtifact, PacketArtifact, PacketId, Recording, RecordSpan } from "../recording.ts";
import { contentEnd } from "./attempt.ts";

/** What a record of a packet holds, as far as anybody in the run ever opened it. */
export type RecordContent = Readonly<{
  span: RecordSpan;
  /** null: nobody opened it. */
  type: ContentTypeName | null;
  content: Uint8Array<ArrayBuffer>;
  /** The TLSInnerPlaintext (RFC 8446 §5.2); null for records that are not protected, or that nobody opened. */
  inner: Uint8Array<ArrayBuffer> | null;
}>;

const opened = new WeakMap<Recording, ReadonlyMap<PacketId, AttemptArtifact>>();

/** The first attempt that opened each packet. */
function openings(recording: Recording): ReadonlyMap<PacketId, AttemptArtifact> {
  const known = opened.get(recording);
  if (known !== undefined) return known;
  const found = new Map<PacketId, AttemptArtifact>();
  for (const made of artifacts(recording).values()) {
    if (made.kind === "attempt" && made.inside !== undefined && !found.has(made.packet)) found.set(made.packet, made);
  }
  opened.set(recording, found);
  return found;
}

/** What lies in a packet of TLS records, by what anybody in the run really got out of it. */
export function contentsOf(recording: Recording, packet: PacketArtifact): readonly RecordContent[] {
  return recordsIn(packet, openings(recording).get(packet.id)?.inside ?? []);
}

/** What lies in the records of a packet, given what came out of each; `inside` as an attempt has it. */
export function recordsIn(packet: PacketArtifact, inside: readonly (string | null)[]): readonly RecordContent[] {
  const bytes = fromHex(packet.bytes);
  return (packet.records ?? []).map((span, i) => {
    const inner = inside[i] ?? null;
    if (span.key === null) {
      const type = nameOf(CONTENT_TYPES, bytes[span.start] ?? 0);
      return { span, type, content: bytes.slice(span.start + HEADER_SIZE, span.end), inner: null };
    }
    if (inner === null) return { span, type: null, content: new Uint8Array(), inner: null };
    const plain = fromHex(inner);
    const end = contentEnd(plain);
    return { span, type: nameOf(CONTENT_TYPES, plain[end] ?? 0), content: plain.slice(0, end), inner: plain };
  });
}

/** Handshake messages, one after the other, in the content of a record; what is none ends the list. */
export function messagesIn(content: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] {
  const messages: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at + 4 <= content.length; ) {
    const size = 4 + (((content[at + 1] ?? 0) << 16) | ((content[at + 2] ?? 0) << 8) | (content[at + 3] ?? 0));
    messages.push(content.slice(at, at + size));
    at += size;
  }
  return messages;
}

/** The handshake message in a packet that holds one; null where there is none, or nobody opened it. */
export function messageIn(recording: Recording, packet: PacketArtifact): HandshakeMessage | null {
  const content = contentsOf(recording, packet).find((record) => record.type === "handshake")?.content;
  const [first] = content === undefined ? [] : messagesIn(content);
  return first === undefined ? null : decoded(first);
}

/** The alert in a packet; null where there is none, or nobody opened it. */
export function alertIn(recording: Recording, packet: PacketArtifact): AlertName | null {
  const content = contentsOf(recording, packet).find((record) => record.type === "alert")?.content;
  return content === undefined ? null : nameOf(ALERTS, content[1] ?? -1);
}

/** Bytes as a handshake message; null where they are none. */
export function decoded(bytes: Uint8Array): HandshakeMessage | null {
  try {
    // A Finished is as long as its hash, which its own length tells here.
    return decodeMessage(bytes, { hashSize: bytes.length - 4 }).message;
  } catch (error) {
    if (error instanceof DecodeError || error instanceof Refused || error instanceof RangeError) return null;
    throw error;
  }
}
