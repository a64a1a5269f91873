import { DecodeError } from "../bytes/reader.ts";
import type { CommonConfig, Negotiated } from "./config.ts";
import type { TlsEvent } from "./events.ts";
import { alertFor, malformed, Refused, type TlsFailure } from "./failure.ts";
import { Channel } from "./handshake/channel.ts";
import { Inbox } from "./handshake/inbox.ts";
import { type Machine, type MachineState, type Running, run } from "./handshake/machine.ts";
import { type Output, outputOf } from "./output.ts";
import { exportKey } from "./schedule/derive.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Drained = Awaited<ReturnType<Channel["writer"]["drain"]>>;
/** What an act did, and the bytes it is about to send; sealing them may go on while the next act runs. */
type Acted = Readonly<{ events: readonly TlsEvent[]; drained: Promise<Drained | TlsFailure> }>;

/** A call that can't be meant: a bug of the caller's. The connection goes on as if it had not been made. */
class Misuse extends Error {}

/**
 * One end of a TLS 1.3 connection (RFC 8446), without I/O: bytes of the transport and the application go in, bytes for
 * the peer and events come out. Calls are carried out one after the other in the order in which they were made, and
 * their results resolve in that order; several may be under way, and sealing the records of several writes overlaps.
 *
 * Nothing that a peer sends makes a method reject. What is wrong ends the connection: an alert is sent, the event
 * "failed" comes, `failure` tells why, and from there on every result is empty. In a result, the events of records that
 * were sent stand last.
 */
export class Connection {
  private readonly running: Running;
  private readonly channel: Channel;
  private readonly inbox: Inbox;
  private reason: TlsFailure | null = null;
  /** close() was called: we send nothing more. */
  private closing = false;
  private ended = false;
  /** Data that waits for the handshake. */
  private held: Uint8Array[] = [];
  private turn: Promise<unknown> = Promise.resolve();
  private delivered: Promise<unknown> = Promise.resolve();

  /** Made by `connectClient` and `acceptClient`, which bring the machine. */
  constructor(running: Running, config: CommonConfig) {
    this.running = running;
    this.channel = new Channel(running.role, config);
    this.inbox = new Inbox(this.channel, running);
  }

  get role(): "client" | "server" {
    return this.running.role;
  }

  /** The handshake state, by its name in RFC 8446 appendix A; after a failure, the one in which it failed. */
  get state(): string {
    return this.running.name();
  }

  /** What was agreed on; null until the handshake is complete. */
  get negotiated(): Negotiated | null {
    return this.channel.negotiated;
  }

  /** Why the connection failed; null where it did not. */
  get failure(): TlsFailure | null {
    return this.reason;
  }

  /** A client's first flight; nothing for a server. To be called once, before anything else. */
  start(): Promise<Output> {
    return this.act(async () => {
      if (this.inbox.begun || this.closing) throw new Misuse("the connection was started before, or closed");
      await this.running.start(this.channel);
      this.inbox.begun = this.role === "client";
    });
  }

  /** Bytes from the transport, in any pieces. */
  receive(bytes: Uint8Array): Promise<Output> {
    return this.act(async () => {
      const { reader } = this.channel;
      if (!this.isReading()) return;
      reader.push(bytes);
      while (this.isReading()) {
        const record = await reader.next();
        if (record === null) break;
        this.channel.emit(record);
        await this.inbox.take(record);
      }
      this.answerKeyUpdate();
    });
  }

  /**
   * Application data for the peer. Before the handshake is complete it waits, and leaves with the result that completes
   * it. Rejects after close().
   */
  write(data: Uint8Array): Promise<Output> {
    return this.act(() => {
      if (this.closing) throw new Misuse("written after close()");
      if (this.mayWrite()) this.channel.sendData(data);
      else this.held.push(data);
    });
  }

  /**
   * Changes our keys (RFC 8446 §4.6.3). Rejects before the handshake is complete and after close().
   *
   * @param requestUpdate true: the peer is to change its keys too
   */
  updateKeys(requestUpdate: boolean): Promise<Output> {
    return this.act(() => {
      if (this.negotiated === null || this.closing) throw new Misuse("keys are updated on an open connection only");
      this.channel.updateWriteKeys(requestUpdate);
    });
  }

  /**
   * Sends close_notify: we write nothing more, and may go on reading (RFC 8446 §6.1). During the handshake it is given
   * up with user_canceled. A second call does nothing.
   */
  close(): Promise<Output> {
    return this.act(() => {
      if (this.closing) return;
      this.closing = true;
      if (this.negotiated === null) this.channel.sendAlert("warning", "user_canceled");
      this.channel.sendAlert("warning", "close_notify");
    });
  }

  /** The transport ended. Where no close_notify came, the connection fails as truncated (RFC 8446 §6.1). */
  end(): Promise<Output> {
    return this.act(() => {
      if (!this.isReading()) return;
      this.ended = true;
      this.fail({ code: "truncated", section: "RFC 8446 §6.1" });
    });
  }

  /**
   * Keying material for the application, the same at both ends (RFC 8446 §7.5).
   *
   * @param length in bytes
   * @throws Error before the handshake is complete, and once the connection failed (§6.2: its secrets are to be forgotten)
   */
  exportKey(label: string, context: Uint8Array, length: number): Bytes {
    const { exporter, negotiated } = this.channel;
    if (exporter === null || negotiated === null || this.reason !== null) {
      throw new Error("keys are exported from a complete handshake only");
    }
    return exportKey(exporter.suite, exporter.secret, label, context, length);
  }

  /** Until close_notify, the transport's end, or a close() that gave the handshake up. */
  private isReading(): boolean {
    const givenUp = this.closing && this.negotiated === null;
    return !this.inbox.closed && !this.ended && !givenUp;
  }

  private mayWrite(): boolean {
    return this.negotiated !== null || this.running.mayWrite();
  }

  /** One answer, however many KeyUpdates asked for it (RFC 8446 §4.6.3). */
  private answerKeyUpdate(): void {
    if (this.inbox.updateRequested && !this.closing) this.channel.updateWriteKeys(false);
    this.inbox.updateRequested = false;
  }

  private sendHeld(): void {
    if (this.held.length === 0 || this.closing || !this.mayWrite()) return;
    const { held } = this;
    this.held = [];
    for (const data of held) this.channel.sendData(data);
  }

  private act(what: () => Promise<void> | void): Promise<Output> {
    const acted = this.perform(what, this.turn);
    this.turn = acted;
    const output = this.deliver(acted, this.delivered);
    this.delivered = output;
    return output;
  }

  /** The one catch: whatever is thrown becomes the connection's failure. Never rejects: a misuse comes back as a value. */
  private async perform(what: () => Promise<void> | void, before: Promise<unknown>): Promise<Acted | Misuse | null> {
    await before;
    if (this.reason !== null) return null;
    try {
      const pending = what();
      if (pending !== undefined) await pending;
      this.sendHeld();
    } catch (error) {
      if (error instanceof Misuse) return error;
      this.fail(failureOf(error));
    }
    return { drained: this.drain(), events: this.channel.takeEvents() };
  }

  /** What is to be sent, begun at once. Where it can't be, as `padTo` throws, the failure comes back as a value. */
  private drain(): Promise<Drained | TlsFailure> {
    try {
      return this.channel.writer.drain().catch(failureOf);
    } catch (error) {
      return Promise.resolve(failureOf(error));
    }
  }

  private async deliver(acted: Promise<Acted | Misuse | null>, before: Promise<unknown>): Promise<Output> {
    try {
      await before;
    } catch {
      // Whoever made that call is told of it.
    }
    const done = await acted;
    if (done instanceof Misuse) throw done;
    if (done === null) return outputOf([], []);
    const drained = await done.drained;
    if (!("code" in drained)) return outputOf(drained.parts, [...done.events, ...drained.records]);
    if (this.reason !== null) return outputOf([], done.events);
    this.reason = drained;
    return outputOf([], [...done.events, { type: "failed", failure: drained }]);
  }

  private fail(failure: TlsFailure): void {
    this.reason = failure;
    const alert = alertFor(failure);
    try {
      if (alert !== null && !this.closing) this.channel.sendAlert("fatal", alert);
    } catch {
      // What made the connection fail can keep the alert from going out too.
    }
    this.channel.emit({ type: "failed", failure });
  }
}

/** A connection that goes by this machine. */
export function connectionOf<State extends MachineState>(machine: Machine<State>, config: CommonConfig): Connection {
  return new Connection(run(machine), config);
}

function failureOf(error: unknown): TlsFailure {
  if (error instanceof Refused) return error.failure;
  if (error instanceof DecodeError) return malformed(error);
  return { code: "internal", why: error instanceof Error ? error.message : String(error), section: "RFC 8446 §6.2" };
}
