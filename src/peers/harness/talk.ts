import type { Channel, Report } from "../../cli/socket.ts";
import type { Negotiated } from "../../tls/config.ts";
import type { TlsEvent } from "../../tls/events.ts";

const PATIENCE = 45_000;

/** Our end of one connection, for a test: the channel, and every event of it to look at and to wait for. */
export class Talk {
  readonly events: TlsEvent[] = [];
  readonly #watchers = new Set<() => void>();
  #channel: Channel | null = null;
  #report: Report | null = null;
  #text = "";

  get channel(): Channel {
    if (this.#channel === null) throw new Error("the connection has not come yet");
    return this.#channel;
  }

  /** Told by those who listen to the channel. */
  use(channel: Channel): void {
    this.#channel = channel;
    channel.finished.then(
      (report) => {
        this.#report = report;
        this.#tell();
      },
      () => {},
    );
    this.#tell();
  }

  hear(event: TlsEvent): void {
    this.events.push(event);
    this.#tell();
  }

  /** What was agreed on, once it is; rejects where the handshake fails. */
  async negotiated(): Promise<Negotiated> {
    return this.until("the end of the handshake", (event) => (event.type === "connected" ? event.negotiated : null));
  }

  /** Waits for the first event of which `pick` makes something. */
  async until<T>(what: string, pick: (event: TlsEvent) => T | null): Promise<T> {
    const find = (): T | null => {
      for (const event of this.events) {
        const picked = pick(event);
        if (picked !== null) return picked;
      }
      return null;
    };
    await this.#wait(what, () => find() !== null);
    const found = find();
    if (found === null) throw new Error("unreachable");
    return found;
  }

  /** Waits until the connection has ended; gives the report. */
  async ended(): Promise<Report> {
    await this.#wait("its end", () => this.#report !== null);
    if (this.#report === null) throw new Error("unreachable");
    return this.#report;
  }

  /** How many events there were so far of which `pick` says yes. */
  count(pick: (event: TlsEvent) => boolean): number {
    return this.events.filter(pick).length;
  }

  /** The number of the fatal alert that was sent or received; null: none. */
  alert(direction: "sent" | "received"): number | null {
    for (const event of this.events) {
      if (event.type === "alert" && event.direction === direction && event.level === "fatal") return event.number;
    }
    return null;
  }

  /** Reads until the text that came so far matches; null where the data ends before that. */
  async readUntil(pattern: RegExp): Promise<RegExpExecArray | null> {
    for (;;) {
      const found = pattern.exec(this.#text);
      if (found !== null) return found;
      const chunk = await this.channel.read();
      if (chunk === null) return null;
      this.#text += Buffer.from(chunk.data).toString("latin1");
    }
  }

  async say(text: string): Promise<void> {
    await this.channel.write(Buffer.from(text));
  }

  /** How it went, for messages of failed tests. */
  toString(): string {
    const lines = this.events.flatMap((event) => {
      if (event.type === "state") return [`${event.from} → ${event.to}`];
      if (event.type === "message") return [`${event.direction} ${event.message.type}`];
      if (event.type === "alert") return [`${event.direction} alert ${event.alert} (${event.number})`];
      return event.type === "failed" ? [`failed: ${JSON.stringify(event.failure)}`] : [];
    });
    return [...lines, `report: ${JSON.stringify(this.#report)}`].join("\n");
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #wait(what: string, ready: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (complaint: string | null): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        if (complaint === null) resolve();
        else reject(new Error(`our end: ${complaint} ${what}\n${this}`));
      };
      const look = (): void => {
        if (ready()) settle(null);
        else if (this.#report !== null) settle("ended without");
      };
      const timer = setTimeout(() => settle("waited in vain for"), PATIENCE);
      this.#watchers.add(look);
      look();
    });
  }
}
