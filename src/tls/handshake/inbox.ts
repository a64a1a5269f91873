import { Reader } from "../../bytes/reader.ts";
import { ALERTS, nameOf } from "../codepoints.ts";
import { refuse } from "../failure.ts";
import { typeOf } from "../messages/codec.ts";
import { MessageAssembler } from "../record/messages.ts";
import type { OpenedRecord } from "../record/reader.ts";
import type { Channel } from "./channel.ts";
import { CLIENT_HELLO_LIMIT } from "./defaults.ts";
import type { Running } from "./machine.ts";
import { acceptKeyUpdate } from "./postHandshake.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Tickets without data between them: as many as a server of ours can be told to give. */
const MOST_TICKETS = 255;

/** Takes the peer's records one by one and says what each is: for the machine, for the application, or the end. */
export class Inbox {
  /** close_notify came: nothing after it is read (RFC 8446 §6.1). */
  closed = false;
  /** The peer waits for a KeyUpdate of ours (§4.6.3). */
  updateRequested = false;
  /** The first ClientHello was sent or received. */
  begun = false;
  /** Records that brought nothing on since one that did: empty ones, warnings, change_cipher_spec, KeyUpdates. */
  private idle = 0;
  /** Tickets since the last application data. */
  private tickets = 0;

  constructor(
    private readonly channel: Channel,
    private readonly running: Running,
  ) {}

  /** Deals with one record; refuses what may not stand here (§5). */
  async take(record: OpenedRecord): Promise<void> {
    const { channel } = this;
    if (record.contentType !== "handshake" && channel.messages.partial > 0) {
      this.refuseRecord(`${record.contentType} between the fragments of a handshake message`, "RFC 8446 §5.1");
    }
    switch (record.contentType) {
      case "handshake":
        return this.handshake(record.content);
      case "application_data":
        return this.data(record.content);
      case "alert":
        return this.alert(record.content);
      case "change_cipher_spec":
        return this.changeCipherSpec();
    }
  }

  private async handshake(content: Uint8Array): Promise<void> {
    const { channel, running } = this;
    if (channel.messages.partial === 0) {
      const most = channel.limits.handshakeMessage;
      const isHello = running.wants().includes("client_hello");
      channel.messages = new MessageAssembler(isHello ? Math.min(most, CLIENT_HELLO_LIMIT) : most);
    }
    const { messages } = channel;
    messages.push(content);
    for (let bytes = messages.next(); bytes !== null; bytes = messages.next()) await this.message(bytes);
  }

  private async message(bytes: Bytes): Promise<void> {
    const { channel, running } = this;
    const connected = channel.negotiated !== null;
    const wanted = connected ? [...running.wants(), "key_update" as const] : running.wants();
    const type = typeOf(bytes);
    if (type === null || !wanted.includes(type)) {
      const found = type ?? `handshake type ${bytes[0]}`;
      refuse({ code: "unexpected-message", state: running.name(), found, wanted, section: "RFC 8446 §4" });
    }
    const { message, tree } = channel.decode(bytes);
    const { epoch } = channel.reader;
    channel.emit({ type: "message", direction: "received", epoch, message, bytes, tree });
    this.begun = true;
    if (message.type === "key_update") {
      // One that we asked for is no idle word, however little the peer has to say beside it.
      if (channel.updatesDue > 0) channel.updatesDue -= 1;
      else this.countIdle();
      if (acceptKeyUpdate(message, channel)) this.updateRequested = true;
    } else {
      if (message.type === "new_session_ticket") this.countTicket();
      else this.idle = 0;
      await running.step({ message, bytes, tree }, channel);
    }
  }

  private async data(content: Uint8Array): Promise<void> {
    const { channel, running } = this;
    if (content.length === 0) {
      this.countIdle();
    } else {
      this.idle = 0;
      this.tickets = 0;
    }
    const data = viewOf(content);
    if (channel.negotiated === null) await running.earlyData(data, channel);
    else if (data.length > 0) channel.emit({ type: "data", data, early: false });
  }

  /** The level is ignored: what an alert means is in its description (§6). */
  private alert(content: Uint8Array): void {
    const reader = new Reader(content, "Alert");
    const level = reader.uint(1, "level");
    const number = reader.uint(1, "description");
    reader.finish();
    const alert = nameOf(ALERTS, number);
    this.channel.emit({
      type: "alert",
      direction: "received",
      level: level === 1 ? "warning" : "fatal",
      alert,
      number,
    });
    if (alert === "user_canceled") {
      this.countIdle();
      return;
    }
    if (alert !== "close_notify" || this.channel.negotiated === null) {
      refuse({ code: "peer-alert", alert, number, section: "RFC 8446 §6" });
    }
    this.closed = true;
    this.channel.emit({ type: "closed" });
  }

  /** Dropped where middlebox compatibility mode has it; refused anywhere else (§5). The reader has seen that it is 01. */
  private changeCipherSpec(): void {
    const section = "RFC 8446 §5";
    if (!this.begun) this.refuseRecord("change_cipher_spec before a ClientHello", section);
    if (this.channel.negotiated !== null) this.refuseRecord("change_cipher_spec after Finished", section);
    this.countIdle();
  }

  private countIdle(): void {
    const limit = this.channel.limits.idleRecords;
    this.idle += 1;
    if (this.idle > limit)
      refuse({ code: "too-much", what: "records that bring nothing", limit, section: "RFC 8446 §D.3" });
  }

  /** A record can hold hundreds of them, each of which is told: that would cost far more than it costs the peer. */
  private countTicket(): void {
    this.tickets += 1;
    if (this.tickets > MOST_TICKETS) {
      refuse({ code: "too-much", what: "tickets in a row", limit: MOST_TICKETS, section: "RFC 8446 §4.6.1" });
    }
  }

  private refuseRecord(found: string, section: string): never {
    return refuse({ code: "unexpected-record", state: this.running.name(), found, section });
  }
}

/** The same bytes; copied only where they stand in memory that is shared. */
function viewOf(bytes: Uint8Array): Bytes {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, bytes.byteOffset, bytes.length) : new Uint8Array(bytes);
}
