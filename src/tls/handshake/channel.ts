import type { Chance } from "../../crypto/chance.ts";
import { ALERTS, type AlertName } from "../codepoints.ts";
import type { CommonConfig, Limits, Negotiated, VerifyPeer } from "../config.ts";
import type { Epoch, SecretName, TlsEvent } from "../events.ts";
import { refuse } from "../failure.ts";
import { decodeMessage, encodeMessage } from "../messages/codec.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import { MessageAssembler } from "../record/messages.ts";
import { RecordReader } from "../record/reader.ts";
import { MAX_FRAGMENT } from "../record/sizes.ts";
import { RecordWriter, type WriterOptions } from "../record/writer.ts";
import { nextTrafficSecret } from "../schedule/derive.ts";
import { recordsPerKey, type Suite } from "../schedule/suites.ts";
import { Transcript } from "../schedule/transcript.ts";
import type { Conversation } from "./conversation.ts";
import { settingsOf } from "./defaults.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Keys = Readonly<{ suite: Suite; secret: Bytes }>;

/**
 * One end's side of the line: record protection both ways, the transcript, and what happened and is not yet told.
 * It is the conversation that the states speak through; the connection, which owns it, uses the rest.
 */
export class Channel implements Conversation {
  readonly chance: Chance;
  readonly now: () => number;
  readonly verifyPeer: VerifyPeer;
  readonly limits: Limits;
  readonly transcript = new Transcript();
  readonly reader: RecordReader;
  writer: RecordWriter;
  /** Handshake messages under way; another one stands in for it where a message may be larger. */
  messages: MessageAssembler;
  /** What was agreed on; null until "connected". */
  negotiated: Negotiated | null = null;
  /** How many KeyUpdates we asked the peer for that did not come yet. */
  updatesDue = 0;
  /** What exportKey works from. */
  exporter: Keys | null = null;
  private readonly writerOptions: WriterOptions;
  /** The most content that a record of ours holds. */
  private largestFragment: number;
  private suite: Suite | null = null;
  private writing: Keys | null = null;
  private reading: Keys | null = null;
  private events: TlsEvent[] = [];
  private readonly told = new Map<SecretName, number>();

  constructor(
    readonly role: "client" | "server",
    config: CommonConfig,
  ) {
    this.chance = config.chance;
    this.now = config.now;
    this.verifyPeer = config.verifyPeer;
    this.limits = settingsOf(config).limits;
    this.reader = new RecordReader({ plainAlerts: role === "server" });
    this.messages = new MessageAssembler(this.limits.handshakeMessage);
    this.writerOptions = {
      fragmentSize: config.fragmentSize ?? MAX_FRAGMENT,
      messagesShareRecords: config.messagesShareRecords ?? true,
      padTo: config.padTo ?? ((size) => size),
    };
    this.largestFragment = this.writerOptions.fragmentSize;
    this.writer = new RecordWriter({ ...this.writerOptions, initialClientHello: role === "client" });
  }

  setSuite(suite: Suite): void {
    this.suite = suite;
  }

  send(message: HandshakeMessage): Bytes {
    const bytes = encodeMessage(message);
    this.put(bytes, () => message);
    return bytes;
  }

  sendEncoded(bytes: Bytes): void {
    this.put(bytes, () => this.decode(bytes).message);
  }

  sendChangeCipherSpec(): void {
    this.writer.putChangeCipherSpec();
  }

  sendAlert(level: "warning" | "fatal", alert: AlertName): void {
    const number = ALERTS[alert];
    this.writer.put("alert", Uint8Array.of(level === "warning" ? 1 : 2, number));
    this.emit({ type: "alert", direction: "sent", level, alert, number });
  }

  /** Updates our keys on the way where so many records were sealed under them that it is time (RFC 8446 §5.5). */
  sendData(data: Uint8Array): void {
    for (let at = 0; at < data.length; ) {
      const piece = data.subarray(at, at + this.roomUnderKeys());
      this.writer.put("application_data", piece);
      at += piece.length;
    }
  }

  writeWith(epoch: Epoch, trafficSecret: Bytes): void {
    const keys = this.keysOf(trafficSecret);
    this.writer.rekey(epoch, keys.suite, trafficSecret);
    this.writing = keys;
  }

  /** Early data was drained with the result that it went out in, so nothing is left behind in the writer. */
  writePlain(): void {
    this.writer = new RecordWriter(this.writerOptions);
    this.writing = null;
  }

  readWith(epoch: Epoch, trafficSecret: Bytes): void {
    if (this.messages.partial > 0) {
      const found = "handshake bytes behind the last message before a change of keys";
      refuse({ code: "unexpected-record", state: epoch, found, section: "RFC 8446 §5.1" });
    }
    const keys = this.keysOf(trafficSecret);
    this.reader.rekey(epoch, keys.suite, trafficSecret);
    this.reading = keys;
  }

  skipUnreadable(bytes: number): void {
    this.reader.skipUnreadable(bytes);
  }

  limitRecords(limits: Negotiated["recordSizeLimit"]): void {
    this.writer.limit(limits.sending);
    this.largestFragment = Math.min(this.writerOptions.fragmentSize, limits.sending - 1);
    this.reader.limit(limits.receiving);
  }

  tell(name: SecretName, secret: Bytes, transcriptHash: Bytes | null): void {
    const isUpdated = name === "client_application_traffic_secret" || name === "server_application_traffic_secret";
    const generation = isUpdated ? (this.told.get(name) ?? 0) : 0;
    this.told.set(name, generation + 1);
    if (name === "exporter_master_secret") this.exporter = this.keysOf(secret);
    this.emit({ type: "secret", name, generation, secret, transcriptHash });
  }

  emit(event: TlsEvent): void {
    if (event.type === "connected") this.negotiated = event.negotiated;
    this.events.push(event);
  }

  /** What happened since this was last asked. */
  takeEvents(): readonly TlsEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** A message of the peer's as its type and fields, read by the size of the present hash. */
  decode(bytes: Bytes): ReturnType<typeof decodeMessage> {
    return decodeMessage(bytes, this.suite === null ? {} : { hashSize: this.suite.hashSize });
  }

  /** Sends KeyUpdate and goes on under the next keys (RFC 8446 §4.6.3, §7.2). */
  updateWriteKeys(requestUpdate: boolean): void {
    const { writing } = this;
    if (writing === null) throw new Error("there are no keys to update yet");
    this.put(
      encodeMessage({ type: "key_update", requestUpdate }),
      () => ({ type: "key_update", requestUpdate }),
      false,
    );
    this.emit({ type: "key-update", direction: "sent", requestUpdate });
    if (requestUpdate) this.updatesDue += 1;
    const next = nextTrafficSecret(writing.suite, writing.secret);
    this.tell(`${this.role}_application_traffic_secret`, next, null);
    this.writeWith("application", next);
  }

  /** Goes on reading under the peer's next keys, after its KeyUpdate. */
  updateReadKeys(): void {
    const { reading } = this;
    if (reading === null) throw new Error("there are no keys to update yet");
    const next = nextTrafficSecret(reading.suite, reading.secret);
    this.tell(`${this.role === "client" ? "server" : "client"}_application_traffic_secret`, next, null);
    this.readWith("application", next);
  }

  /** The event holds the message and its tree behind getters: only those who look pay for decoding our own bytes. */
  private put(bytes: Bytes, message: () => HandshakeMessage, inTranscript = this.negotiated === null): void {
    const { epoch } = this.writer;
    const tree = once(() => this.decode(bytes).tree);
    const told = once(message);
    this.writer.put("handshake", bytes);
    if (inTranscript) this.transcript.add(bytes);
    this.emit({
      type: "message",
      direction: "sent",
      epoch,
      bytes,
      get message() {
        return told();
      },
      get tree() {
        return tree();
      },
    });
  }

  /** Bytes that the present keys may still protect, or fresh ones where theirs have run out. Early keys can't be changed. */
  private roomUnderKeys(): number {
    const { writing, writer } = this;
    if (writing === null || writer.epoch !== "application") return Number.MAX_SAFE_INTEGER;
    const most = Math.max(1, Math.min(this.limits.recordsPerKey, recordsPerKey(writing.suite)));
    if (writer.protectedRecords >= most) this.updateWriteKeys(false);
    return (most - writer.protectedRecords) * this.largestFragment;
  }

  private keysOf(secret: Bytes): Keys {
    const { suite } = this;
    if (suite === null) throw new Error("no suite was chosen yet");
    return { suite, secret };
  }
}

function once<T>(make: () => T): () => T {
  let made: Readonly<{ value: T }> | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
