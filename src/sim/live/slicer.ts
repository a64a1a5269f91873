import { DecodeError } from "../../bytes/reader.ts";
import { concat, textOf } from "../../bytes/text.ts";
import {
  ALERTS,
  CONTENT_TYPES,
  type ContentTypeName,
  HANDSHAKE_TYPES,
  NAMED_GROUPS,
  nameOf,
} from "../../tls/codepoints.ts";
import { find } from "../../tls/extensions/find.ts";
import { Refused } from "../../tls/failure.ts";
import { decodeMessage } from "../../tls/messages/codec.ts";
import { HEADER_SIZE, MAX_CIPHERTEXT } from "../../tls/record/sizes.ts";
import type { Props } from "../props.ts";
import type { ActorId, KeyId, PacketArtifact, RecordSpan } from "../recording.ts";
import { contentEnd } from "../tls/attempt.ts";
import { messagesIn } from "../tls/inside.ts";
import { nameShare } from "../tls/noted.ts";
import { wirePacket } from "../tls/packets.ts";
import { namesOf } from "../tls/pieces.ts";
import { Openers } from "./openers.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a real program put on the wire: a packet, and the text in it where it is application data. */
export type Slice = Readonly<{ packet: PacketArtifact; text: string | null }>;

/** A record that came, and what is in it as far as that is known. */
type Part = Readonly<{
  bytes: Bytes;
  span: Omit<RecordSpan, "start" | "end">;
  type: ContentTypeName | null;
  content: Bytes;
}>;

/**
 * A packet may be of this many records and bytes, or else it could be fed for ever: a message of the handshake is no
 * longer (the engine refuses it), and a recording's packet may not be, either.
 */
const MOST_RECORDS = 100;
const MOST_BYTES = 100_000;

/** Between whom the packets are. */
export type Ends = Readonly<{ role: "client" | "server"; author: ActorId; to: ActorId }>;

/**
 * Cuts what a real program sent into packets: one for each message of the handshake, alert, or record of application
 * data, whatever pieces of TCP it came in. A change_cipher_spec goes with what follows it, and messages that share a
 * record share a packet.
 */
export class Slicer {
  /** Why nothing more can be cut: what came is no record of TLS, or makes a packet without an end. */
  lost: "stranger" | "long" | null = null;
  private buffer: Bytes = new Uint8Array();
  private parts: Part[] = [];
  private size = 0;
  private unprotected = 0;
  private readonly openers: Openers;

  constructor(
    private readonly props: Props,
    private readonly ends: Ends,
  ) {
    this.openers = new Openers(props, ends.role);
  }

  push(bytes: Uint8Array): void {
    this.buffer = concat(this.buffer, bytes);
  }

  /** The next packet; null: what is there makes none yet. */
  async next(): Promise<Slice | null> {
    for (;;) {
      const record = this.takeRecord();
      if (record === null) return null;
      this.parts.push(await this.lookInto(record));
      this.size += record.length;
      if (this.parts.length > MOST_RECORDS || this.size > MOST_BYTES) this.lost = "long";
      else if (this.isWhole()) return this.packet(this.take());
    }
  }

  private take(): readonly Part[] {
    this.size = 0;
    return this.parts.splice(0);
  }

  /** One record (RFC 8446 §5.1), when all of it is there. */
  private takeRecord(): Bytes | null {
    const [type, , , high = 0, low = 0] = this.buffer;
    if (type === undefined) return null;
    const size = high * 256 + low;
    if (nameOf(CONTENT_TYPES, type) === null || size > MAX_CIPHERTEXT) this.lost ??= "stranger";
    if (this.lost !== null || this.buffer.length < HEADER_SIZE + size) return null;
    const record = this.buffer.slice(0, HEADER_SIZE + size);
    this.buffer = this.buffer.slice(HEADER_SIZE + size);
    return record;
  }

  private async lookInto(bytes: Bytes): Promise<Part> {
    const type = nameOf(CONTENT_TYPES, bytes[0] ?? 0);
    const content = bytes.slice(HEADER_SIZE);
    const opened =
      type === "application_data" ? await this.openers.open(bytes.subarray(0, HEADER_SIZE), content) : null;
    if (opened === null) {
      const sequence = this.unprotected;
      this.unprotected += 1;
      return { bytes, span: { epoch: "initial", sequence, key: null }, type, content };
    }
    const { inner, ...span } = { inner: opened.inner, epoch: opened.epoch, sequence: opened.sequence, key: opened.key };
    if (inner === null) return { bytes, span, type: null, content: new Uint8Array() };
    const end = contentEnd(inner);
    return { bytes, span, type: nameOf(CONTENT_TYPES, inner[end] ?? 0), content: inner.slice(0, end) };
  }

  /** Whether the parts so far are a packet: no change_cipher_spec alone, and no message cut off in its middle. */
  private isWhole(): boolean {
    const last = this.parts.at(-1);
    if (last === undefined || last.type === "change_cipher_spec") return false;
    return last.type !== "handshake" || isWholeMessages(contentOf(this.parts));
  }

  private async packet(parts: readonly Part[]): Promise<Slice> {
    const { role, author, to } = this.ends;
    const type = parts.at(-1)?.type ?? null;
    const content = contentOf(parts);
    const [message, label] = namesIn(type, content, role);
    let at = 0;
    const records = parts.map(({ bytes, span }): RecordSpan => {
      const start = at;
      at += bytes.length;
      return { start, end: at, ...span };
    });
    const packet = wirePacket(this.props, {
      message,
      label,
      author,
      from: author,
      to,
      bytes: concat(...parts.map((part) => part.bytes)),
      records,
      keys: message === "ClientHello" || message === "ServerHello" ? await this.halvesIn(content) : [],
    });
    return { packet, text: type === "application_data" ? textOf(content) : null };
  }

  /** The public halves that lie open in a hello. */
  private async halvesIn(content: Bytes): Promise<readonly KeyId[]> {
    const hello = messageIn(content);
    if (hello?.type !== "client_hello" && hello?.type !== "server_hello") return [];
    const halves: KeyId[] = [];
    for (const { group, keyExchange } of find(hello.extensions, "key_share")?.shares ?? []) {
      const name = nameOf(NAMED_GROUPS, group);
      const half = name === null ? null : await nameShare(this.props, name, keyExchange);
      if (half !== null) halves.push(half);
    }
    return halves;
  }
}

/** The content of the parts that are of the last one's type, joined. */
function contentOf(parts: readonly Part[]): Bytes {
  const type = parts.at(-1)?.type;
  return concat(...parts.filter((part) => part.type === type).map((part) => part.content));
}

function isWholeMessages(content: Bytes): boolean {
  const messages = messagesIn(content);
  const cut = messages.reduce((sum, message) => sum + message.length, 0);
  const last = messages.at(-1);
  const announced = last === undefined ? 0 : 4 + (((last[1] ?? 0) << 16) | ((last[2] ?? 0) << 8) | (last[3] ?? 0));
  return cut === content.length && last?.length === announced;
}

/** What a packet is called: as RFC 8446 writes it, and in the tale. */
function namesIn(type: ContentTypeName | null, content: Bytes, role: "client" | "server"): readonly [string, string] {
  if (type === "alert") return ["Alert", nameOf(ALERTS, content[1] ?? -1) === "close_notify" ? "closeNotify" : "alert"];
  if (type === "application_data") return ["ApplicationData", role === "client" ? "request" : "reply"];
  if (type !== "handshake") return ["TLSCiphertext", "unopened"];
  const named = messagesIn(content).map((message) => {
    const known = nameOf(HANDSHAKE_TYPES, message[0] ?? -1);
    return known === null || known === "message_hash" ? (["unknown", "unknown"] as const) : namesOf(known, role);
  });
  return [named.map(([message]) => message).join(", "), named.at(-1)?.[1] ?? "unknown"];
}

function messageIn(content: Bytes) {
  try {
    return decodeMessage(content).message;
  } catch (error) {
    // Whoever gets it will say what is wrong with it.
    if (error instanceof DecodeError || error instanceof Refused || error instanceof RangeError) return null;
    throw error;
  }
}
