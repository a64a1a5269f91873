import type { Socket } from "node:net";
import { concat } from "../bytes/text.ts";
import type { Negotiated } from "../tls/config.ts";
import type { Connection } from "../tls/connection.ts";
import type { TlsEvent } from "../tls/events.ts";
import type { TlsFailure } from "../tls/failure.ts";
import type { Output } from "../tls/output.ts";
import { Gate } from "./gate.ts";
import { isNetworkError, networkError } from "./network.ts";
import { type Report, Reporter } from "./report.ts";
import { OPENING, sentenceOf, strangerOf } from "./words.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Times in milliseconds, sizes in bytes. */
export type ChannelLimits = Readonly<{
  /** For the TCP connection, and again from there to the end of the handshake. */
  handshakeTime: number;
  /** Nothing was sent or received for so long. */
  idleTime: number;
  /** What has come and nobody has read yet: above it, nothing more is taken from the socket. */
  unread: number;
  /** What the peer has not taken yet of our answers to what it sends (alerts, KeyUpdates): above it, we listen no more. */
  unsent: number;
  /** After our end of the connection has ended, so long and so much is still heard (and thrown away). */
  lingerTime: number;
  linger: number;
}>;

export const CHANNEL_LIMITS: ChannelLimits = {
  handshakeTime: 10_000,
  idleTime: 30_000,
  unread: 256 * 1024,
  unsent: 1024 * 1024,
  lingerTime: 2_000,
  linger: 4 * 1024 * 1024,
};

/** Bytes of an unfinished handshake that the engine is given at a time: what it tells of them stays below 1 MiB. */
const STRANGERS_PIECE = 8192;

/** Application data as it came; `early`: as 0-RTT, which somebody may have replayed (RFC 8446 §8). */
export type Chunk = Readonly<{ data: Bytes; early: boolean }>;

/** Who listens to a channel. */
export type ChannelWatcher = Readonly<{
  onEvent?: ((event: TlsEvent) => void) | undefined;
  /** Something threw that must not: a fault of ours. The connection is over, nothing else. */
  onFault?: ((error: unknown) => void) | undefined;
}>;

/**
 * A TLS connection on a TCP socket. Gives plain bytes a way in and out, with back-pressure both ways, and bounds what
 * the peer can cost: time, memory, and this connection alone. Nothing here rejects or throws for what a peer or the
 * network does; `finished` says how it went. The socket must be made with `allowHalfOpen`.
 */
export class Channel {
  /** Resolves once the handshake is done, with null where it never will be. */
  readonly connected: Promise<Negotiated | null>;
  /** Resolves when the transport is closed. */
  readonly closed: Promise<void>;
  /** Resolves with how it went as soon as that is known: after the connection failed, or when the socket is closed. */
  readonly finished: Promise<Report>;
  /**
   * True while the end of the transport cuts nothing off, by what the application has agreed with its peer: then a
   * peer that leaves without close_notify is no error (RFC 9112 §9.8).
   */
  mayEnd = false;
  /** The peer has said close_notify: what it sent came whole. */
  peerClosed = false;
  /** There was a TCP connection. */
  reached: boolean;

  private readonly reporter = new Reporter();
  private readonly changed = new Gate();
  private readonly chunks: Chunk[] = [];
  private unread = 0;
  private discarded = 0;
  /** The first bytes that came. */
  private opening: Uint8Array = new Uint8Array();
  private ended = false;
  /** Our side has no more to say: its goodbye is on its way. */
  private goodbye: Promise<void> | null = null;
  /** Our side of the socket has ended. */
  private shut = false;
  /** What still comes is thrown away. */
  private deaf = false;
  private dead = false;
  private trouble: string | null = null;
  private deadline: ReturnType<typeof setTimeout> | null = null;
  private readonly limits: ChannelLimits;

  constructor(
    readonly socket: Socket,
    readonly connection: Connection,
    private readonly watcher: ChannelWatcher = {},
    limits: Partial<ChannelLimits> = {},
  ) {
    this.limits = { ...CHANNEL_LIMITS, ...limits };
    socket.setNoDelay(true);
    socket.setTimeout(this.limits.idleTime, () => this.tire(`nothing moved for ${seconds(this.limits.idleTime)}`));
    socket.on("drain", () => this.changed.open());
    socket.on("error", (error) => this.complain(networkError(error)));
    this.closed = new Promise((resolve) => {
      socket.once("close", () => {
        this.dead = true;
        this.ended = true;
        this.within(null);
        this.changed.open();
        resolve();
      });
    });
    this.reached = !socket.connecting;
    if (this.reached) this.awaitHandshake();
    else this.within(this.limits.handshakeTime, "the network gave no answer within");
    socket.once("connect", () => {
      this.reached = true;
      this.awaitHandshake();
    });
    this.connected = this.until(() => this.reporter.negotiated !== null || this.over).then(() => this.negotiated);
    this.finished = this.until(() => this.dead || this.failed).then(() => this.report());
    this.pump();
  }

  get negotiated(): Negotiated | null {
    return this.reporter.negotiated;
  }

  /** Nothing more can be sent. */
  get over(): boolean {
    return this.dead || this.failed || this.shut || this.goodbye !== null;
  }

  /** What is known so far. */
  report(): Report {
    const client = this.connection.role === "server" ? (this.negotiated?.peer?.subject ?? null) : null;
    return this.reporter.report(client, this.error());
  }

  /** Why the connection is bad, in a sentence; null where it is not, or not yet. */
  error(): string | null {
    const { failure } = this.reporter;
    if (this.stranger !== null) return this.stranger;
    if (failure?.code === "truncated") return this.mayEnd ? null : (this.trouble ?? this.cut(failure));
    return failure === null ? this.trouble : sentenceOf(failure);
  }

  /** What the peer speaks in place of TLS, in a sentence, where that is why the connection failed. */
  get stranger(): string | null {
    const { code } = this.failure ?? {};
    return code === "unexpected-record" || code === "truncated" ? strangerOf(this.opening) : null;
  }

  get failure(): TlsFailure | null {
    return this.reporter.failure;
  }

  /** The end-entity certificate that this end has sent, DER; null where it sent none. */
  get ownCertificate(): Bytes | null {
    return this.reporter.ownCertificate;
  }

  /** The next application data, in order; null where none will come. */
  async read(): Promise<Chunk | null> {
    await this.until(() => this.chunks.length > 0 || this.ended || this.failed);
    const chunk = this.chunks.shift() ?? null;
    this.unread -= chunk?.data.length ?? 0;
    this.changed.open();
    return chunk;
  }

  /** Sends data, once the peer has taken what was sent before. False where the connection is over. */
  async write(data: Uint8Array): Promise<boolean> {
    await this.until(() => !this.socket.writableNeedDrain || this.over);
    return this.act(() => this.connection.write(data));
  }

  /** KeyUpdate (RFC 8446 §4.6.3). False where the connection is over. */
  async updateKeys(requestUpdate: boolean): Promise<boolean> {
    return this.act(() => this.connection.updateKeys(requestUpdate));
  }

  /** Says close_notify and ends our side (RFC 8446 §6.1); what the peer still sends can be read. */
  end(): Promise<void> {
    this.goodbye ??= this.act(() => this.connection.close()).then(() => this.finish());
    return this.goodbye;
  }

  /** Ends our side and listens no more; resolves when the peer has ended its own, or has been given up on. */
  async close(): Promise<void> {
    await this.end();
    this.deaf = true;
    if (this.socket.writableFinished) this.linger();
    else if (this.deadline === null) this.within(this.limits.idleTime, "the last bytes were not taken within");
    this.changed.open();
    return this.closed;
  }

  /** Says in the report that something went wrong, where nothing else has been said. */
  complain(why: string): void {
    const allSaid = this.deaf && this.socket.writableFinished;
    if (!allSaid && !this.isQuiet()) this.trouble ??= why;
  }

  /** Ends the connection at once, and says why in the report. */
  stop(why: string): void {
    this.complain(why);
    this.socket.destroy();
  }

  /** The peer has so long, in milliseconds, for what comes now, else the connection ends; null: as long as it likes. */
  within(time: number, what: string): void;
  within(time: null): void;
  within(time: number | null, what = ""): void {
    if (this.deadline !== null) clearTimeout(this.deadline);
    this.deadline = null;
    if (time === null || this.dead) return;
    this.deadline = setTimeout(() => {
      this.deadline = null;
      this.tire(`${what} ${seconds(time)}`);
    }, time);
  }

  /** The peer's time is over: no error where nothing was going on. */
  private tire(why: string): void {
    if (this.isQuiet() && !this.over) void this.close();
    else this.stop(why);
  }

  /** Nothing is cut off by ending now. */
  private isQuiet(): boolean {
    return this.mayEnd && this.socket.writableLength === 0;
  }

  private cut(failure: TlsFailure): string {
    return this.negotiated === null ? "the peer closed the connection during the handshake" : sentenceOf(failure);
  }

  private awaitHandshake(): void {
    this.within(this.limits.handshakeTime, "the handshake took longer than");
  }

  private get failed(): boolean {
    return this.reporter.failure !== null;
  }

  /** Everything that comes from the socket goes this way, one piece after the other. */
  private async pump(): Promise<void> {
    try {
      this.take(await this.connection.start());
      for await (const bytes of this.socket.iterator({ destroyOnReturn: false })) await this.receive(bytes);
      if (!this.deaf && !this.failed) this.take(await this.connection.end());
    } catch (error) {
      this.lose(error);
    }
    this.ended = true;
    this.changed.open();
    if (this.failed) this.finish();
  }

  private async receive(bytes: Uint8Array): Promise<void> {
    if (this.deaf || this.failed) {
      this.discarded += bytes.length;
      if (this.discarded > this.limits.linger) this.socket.destroy();
      return;
    }
    if (this.opening.length < OPENING) this.opening = concat(this.opening, bytes.subarray(0, OPENING));
    // Each record is told as an event, which costs more than the smallest records themselves: strangers get few at once.
    const piece = this.connection.negotiated === null ? STRANGERS_PIECE : bytes.length;
    for (let at = 0; at < bytes.length && !this.deaf && !this.failed; at += piece) {
      this.take(await this.connection.receive(bytes.subarray(at, at + piece)));
    }
    await this.until(() => this.dead || this.failed || this.deaf || this.hasRoom());
  }

  private hasRoom(): boolean {
    return this.unread <= this.limits.unread && this.socket.writableLength <= this.limits.unsent;
  }

  private async act(make: () => Promise<Output>): Promise<boolean> {
    if (this.over) return false;
    try {
      this.take(await make());
    } catch (error) {
      this.lose(error);
    }
    return !this.over;
  }

  /** Puts bytes on the wire in the order in which the engine gave them: nothing is awaited before. */
  private take({ parts, events }: Output): void {
    this.send(parts);
    for (const event of events) {
      this.reporter.add(event);
      if (event.type === "connected") this.within(null);
      if (event.type === "closed") {
        this.peerClosed = true;
        this.ended = true;
      }
      if (event.type === "data") {
        this.chunks.push({ data: event.data, early: event.early });
        this.unread += event.data.length;
      }
      this.watcher.onEvent?.(event);
    }
    if (this.failed) this.finish();
    this.changed.open();
  }

  /** One call to the system for all of them. */
  private send(parts: readonly Uint8Array[]): void {
    if (parts.length === 0 || !this.socket.writable) return;
    this.socket.cork();
    for (const part of parts) this.socket.write(part);
    this.socket.uncork();
  }

  private finish(): void {
    if (this.shut) return;
    this.shut = true;
    this.socket.end(() => {
      if (this.deaf) this.linger();
    });
    if (this.failed) this.linger();
    this.changed.open();
  }

  /** The peer may still be sending: a reset now would take from it what it has not read yet. */
  private linger(): void {
    this.within(null);
    if (!this.dead) this.deadline = setTimeout(() => this.socket.destroy(), this.limits.lingerTime);
  }

  private lose(error: unknown): void {
    if (isNetworkError(error)) this.complain(networkError(error));
    else {
      this.complain("an error of our own");
      this.watcher.onFault?.(error);
    }
    this.socket.destroy();
    this.changed.open();
  }

  private async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.changed.wait();
  }
}

function seconds(time: number): string {
  return `${time / 1000} s`;
}
