import { concat } from "../bytes/text.ts";
import type { AlertName } from "./codepoints.ts";
import type { Connection } from "./connection.ts";
import type { TlsEvent } from "./events.ts";
import type { TlsFailure } from "./failure.ts";
import type { Output } from "./output.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Role = Connection["role"];
type EventOf<T extends TlsEvent["type"]> = Extract<TlsEvent, { type: T }>;

/** How bytes cross the line: into which pieces they are cut, or what comes in their stead. */
export type Line = (bytes: Bytes, from: Role) => readonly Uint8Array[];

/** Everything in one piece. */
export const whole: Line = (bytes) => [bytes];

/** Pieces of at most this many bytes. */
export function pieces(size: number): Line {
  return (bytes) => {
    const out: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) out.push(bytes.slice(at, at + size));
    return out;
  };
}

/** Two ends joined in memory: what one gives out goes into the other until both are silent. Keeps all that happened. */
export class Pair {
  readonly events: Readonly<Record<Role, TlsEvent[]>> = { client: [], server: [] };
  /** All bytes that an end gave out. */
  readonly sent: Record<Role, Bytes> = { client: new Uint8Array(), server: new Uint8Array() };
  /** Pieces on their way to an end, oldest first. */
  private readonly underway: Readonly<Record<Role, Uint8Array[]>> = { client: [], server: [] };

  constructor(
    readonly client: Connection,
    readonly server: Connection,
    readonly line: Line = whole,
  ) {}

  /** The handshake, as far as it goes. */
  start(): Promise<void> {
    return this.carry("client", this.client.start());
  }

  /** Carries over what an act of one end gave, and all that comes of it. */
  async carry(from: Role, given: Promise<Output>): Promise<void> {
    this.keep(from, await given);
    for (;;) {
      const to = this.underway.client.length > 0 ? "client" : "server";
      const piece = this.underway[to].shift();
      if (piece === undefined) return;
      this.keep(to, await this[to].receive(piece));
    }
  }

  private keep(from: Role, { bytes, events }: Output): void {
    this.events[from].push(...events);
    this.sent[from] = concat(this.sent[from], bytes);
    if (bytes.length > 0) this.underway[from === "client" ? "server" : "client"].push(...this.line(bytes, from));
  }

  write(from: Role, data: Uint8Array): Promise<void> {
    return this.carry(from, this[from].write(data));
  }

  /** Events of one type that an end saw. */
  seen<T extends TlsEvent["type"]>(role: Role, type: T): readonly EventOf<T>[] {
    return this.events[role].filter((event): event is EventOf<T> => event.type === type);
  }

  /** Application data that came to an end, early data included. */
  data(role: Role): Bytes {
    return concat(...this.seen(role, "data").map((event) => event.data));
  }

  /** Why each end failed; null where it did not. */
  get failures(): Readonly<Record<Role, TlsFailure | null>> {
    return { client: this.client.failure, server: this.server.failure };
  }

  /** The alerts that an end sent. */
  alerts(role: Role): readonly (AlertName | null)[] {
    return this.seen(role, "alert").flatMap((event) => (event.direction === "sent" ? [event.alert] : []));
  }

  /** Names of the states that an end went through. */
  states(role: Role): readonly string[] {
    return this.seen(role, "state").map((event) => event.to);
  }
}
