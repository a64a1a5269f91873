import { createServer, connect as dialTcp, type LookupFunction, type Server, type Socket } from "node:net";
import { networkError } from "../network.ts";

/** The addresses that a real server may have: this machine's own. */
export const LOOPBACK_HOSTS = ["127.0.0.1", "::1", "localhost"];

/** What the bridge puts up with. Times in milliseconds, sizes in bytes. */
export type BridgeLimits = Readonly<{
  /** Connections at once. */
  connections: number;
  /** On one connection, each way. */
  bytes: number;
  /** Nothing came and nothing was sent for so long. */
  idle: number;
  /** So long the other side may still talk when ours has ended. */
  linger: number;
}>;

export const BRIDGE_LIMITS: BridgeLimits = { connections: 16, bytes: 1024 * 1024, idle: 120_000, linger: 5_000 };

/** What the page is told of the sockets. */
export type SocketEvent =
  | Readonly<{ type: "opened"; id: number; way: "in" | "out"; address: string | null }>
  /** In base64. */
  | Readonly<{ type: "bytes"; id: number; bytes: string }>
  /** The other side sends nothing more. */
  | Readonly<{ type: "ended"; id: number }>
  /** `why`: what went wrong, in a sentence without its full stop; null: nothing. */
  | Readonly<{ type: "closed"; id: number; why: string | null }>;

type Line = {
  readonly socket: Socket;
  came: number;
  sent: number;
  why: string | null;
  /** What is to be written, and whether our side is to end after it. */
  waiting: Uint8Array[];
  ends: boolean;
};

/** Alert, TLS 1.2, fatal internal_error: to whoever can't be served. */
const TURNED_AWAY = Uint8Array.of(21, 3, 3, 0, 2, 2, 80);

/**
 * TCP on this machine's own addresses, for somebody who has no sockets: bytes that come are told, bytes that are given go
 * out. It knows nothing of TLS. Nothing that a peer does makes a method throw.
 */
export class Sockets {
  private readonly lines = new Map<number, Line>();
  private server: Server | null = null;
  private count = 0;
  private readonly limits: BridgeLimits;

  /** @param tell is given every event, and says whether anybody heard it: whoever calls while nobody does is turned away */
  constructor(
    private readonly tell: (event: SocketEvent) => boolean,
    limits: Partial<BridgeLimits> = {},
  ) {
    this.limits = { ...BRIDGE_LIMITS, ...limits };
  }

  /** How many connections are open. */
  get open(): number {
    return this.lines.size;
  }

  /** Listens on 127.0.0.1; gives the port. Rejects where it can't. */
  listen(port: number): Promise<number> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.answer(socket));
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host: "127.0.0.1", port }, () => {
        server.off("error", reject);
        server.on("error", () => {});
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : port);
      });
    });
  }

  /** Calls somebody on this machine; throws RangeError for any other host. Gives the connection's number, null: too many. */
  dial(host: string, port: number): number | null {
    if (!LOOPBACK_HOSTS.includes(host)) throw new RangeError(`${host} is not this machine`);
    if (this.lines.size >= this.limits.connections) return null;
    const socket = dialTcp({ host, port, lookup: onThisMachine, allowHalfOpen: true, noDelay: true });
    return this.take(socket, "out");
  }

  /** Sends bytes, where the connection is still there. */
  send(id: number, bytes: Uint8Array): void {
    const line = this.lines.get(id);
    if (line === undefined) return;
    line.sent += bytes.length;
    if (line.sent > this.limits.bytes) this.cut(line, `more than ${this.limits.bytes} bytes were to be sent`);
    line.waiting.push(bytes);
    writeSoon(line);
  }

  /** Ends our side: the other may still talk for a moment. */
  end(id: number): void {
    const line = this.lines.get(id);
    if (line === undefined) return;
    line.ends = true;
    writeSoon(line);
    const timer = setTimeout(() => line.socket.destroy(), this.limits.linger);
    line.socket.once("close", () => clearTimeout(timer));
  }

  /** Ends every connection at once. */
  dropAll(why: string): void {
    for (const line of this.lines.values()) this.cut(line, why);
  }

  /** Takes no more connections, and ends those that are open. */
  close(): Promise<void> {
    this.dropAll("the local server stopped");
    const { server } = this;
    return new Promise((resolve) => {
      if (server === null) resolve();
      else server.close(() => resolve());
    });
  }

  private answer(socket: Socket): void {
    if (this.lines.size >= this.limits.connections || this.take(socket, "in") === null) turnAway(socket);
  }

  /** Gives the new connection's number; null where nobody hears of it. */
  private take(socket: Socket, way: "in" | "out"): number | null {
    this.count += 1;
    const id = this.count;
    const line: Line = { socket, came: 0, sent: 0, why: null, waiting: [], ends: false };
    if (!this.tell({ type: "opened", id, way, address: socket.remoteAddress ?? null })) return null;
    this.lines.set(id, line);
    socket.setTimeout(this.limits.idle, () => this.cut(line, `nothing moved for ${this.limits.idle / 1000} seconds`));
    socket.on("data", (bytes) => this.hear(id, line, bytes));
    socket.on("end", () => this.tell({ type: "ended", id }));
    socket.on("error", (error) => {
      line.why ??= networkError(error);
    });
    socket.once("close", () => {
      this.lines.delete(id);
      this.tell({ type: "closed", id, why: line.why });
    });
    return id;
  }

  private hear(id: number, line: Line, bytes: Buffer): void {
    line.came += bytes.length;
    if (line.came > this.limits.bytes) this.cut(line, `more than ${this.limits.bytes} bytes came`);
    else this.tell({ type: "bytes", id, bytes: bytes.toString("base64") });
  }

  private cut(line: Line, why: string): void {
    line.why ??= why;
    line.socket.destroy();
  }
}

/**
 * Whoever has said why and closed answers our next bytes with a reset, and the write after that fails, with which Node
 * gives up what it has not read yet: the very reason. So what is there is read first, and then all is written at once.
 */
function writeSoon(line: Line): void {
  setImmediate(() => {
    const { socket, ends } = line;
    const bytes = Buffer.concat(line.waiting.splice(0));
    if (socket.writable && bytes.length > 0) socket.write(bytes);
    if (ends) socket.end();
  });
}

/** `localhost` is this machine whatever a resolver says (RFC 6761 §6.3), so none is asked. */
const onThisMachine: LookupFunction = (_, { all }, found) => {
  const addresses = [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];
  if (all === true) found(null, addresses);
  else found(null, "127.0.0.1", 4);
};

/** A word of farewell, and no more than a second to hear it. */
function turnAway(socket: Socket): void {
  socket.on("error", () => socket.destroy());
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), 1000);
  socket.once("close", () => clearTimeout(timer));
  socket.end(TURNED_AWAY);
}
