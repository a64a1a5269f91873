import { createServer, type Server, type Socket } from "node:net";
import { ALERTS, CONTENT_TYPES, VERSIONS } from "../tls/codepoints.ts";
import type { Negotiated, ServerConfig } from "../tls/config.ts";
import type { TlsEvent } from "../tls/events.ts";
import { acceptClient } from "../tls/server.ts";
import { answerRequests, PATIENCE, type Patience } from "./answers.ts";
import { Channel, type ChannelLimits } from "./channel.ts";
import { LIVE } from "./live.ts";
import type { Report } from "./report.ts";

/** The engine's configuration; chance and clock are live where they are not given. */
export type ServerSettings = Omit<ServerConfig, "chance" | "now"> & Partial<Pick<ServerConfig, "chance" | "now">>;

/** How many connections Bob takes at once. */
export const MAX_CONNECTIONS = 256;

/** Who came, and what a connection was beside its report. Null: there was no handshake, or nothing of it. */
export type Visit = Readonly<{
  /** The client's, without its port. */
  address: string | null;
  serverName: string | null;
  resumed: boolean | null;
  earlyData: Negotiated["earlyData"] | null;
  /** When it came, as ISO 8601 writes it. */
  time: string;
}>;

export type ServeOptions = Readonly<{
  tls: ServerSettings;
  /** Default 127.0.0.1. */
  host?: string;
  /** 0: any free one. */
  port: number;
  maxConnections?: number;
  limits?: Partial<ChannelLimits>;
  patience?: Partial<Patience>;
  /** What to do with a connection; default: answer HTTP. It ends when this resolves. */
  serve?: (channel: Channel) => Promise<void>;
  /** Each event of each connection; connections are numbered from 1. */
  onEvent?: (event: TlsEvent, connection: number) => void;
  /** How each connection went: one call each. */
  onReport?: (report: Report, connection: number, visit: Visit) => void;
  /** Errors that are a fault of ours. */
  onFault?: (error: unknown) => void;
}>;

export type Serving = Readonly<{
  port: number;
  /** How many connections are open. */
  open: () => number;
  /** Takes no more connections, ends those that are open, and resolves when all is closed. */
  close: () => Promise<void>;
}>;

/**
 * Listens, and answers every connection that comes. Resolves when it listens; rejects where it can't (the port is
 * taken). After that nothing that a peer does makes it throw or reject.
 */
export function serve(options: ServeOptions): Promise<Serving> {
  const { host = "127.0.0.1", port, maxConnections = MAX_CONNECTIONS } = options;
  const open = new Set<Socket>();
  const refused = new Set<Socket>();
  let count = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    count += 1;
    const set = open.size < maxConnections ? open : refused;
    set.add(socket);
    socket.once("close", () => set.delete(socket));
    if (set === open) void serveOne(socket, options, count);
    else turnAway(socket, refused.size > maxConnections, options, count);
  });
  const close = () => {
    for (const socket of [...open, ...refused]) socket.destroy();
    return new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      server.on("error", (error) => options.onFault?.(error));
      resolve({ port: portOf(server), open: () => open.size, close });
    });
  });
}

async function serveOne(socket: Socket, options: ServeOptions, number: number): Promise<void> {
  const { onEvent, onReport, onFault, patience } = options;
  try {
    const connection = acceptClient({ ...LIVE, ...options.tls });
    const watcher = { onEvent: (event: TlsEvent) => onEvent?.(event, number), onFault };
    const visit = visitOf(socket);
    const channel = new Channel(socket, connection, watcher, options.limits);
    const tell = (report: Report) => onReport?.(report, number, { ...visit, ...agreedOf(channel.negotiated) });
    channel.finished.then(tell).catch((error) => onFault?.(error));
    await (options.serve?.(channel) ?? answerRequests(channel, { ...PATIENCE, ...patience }));
    await channel.close();
  } catch (error) {
    socket.destroy();
    onFault?.(error);
  }
}

function visitOf({ remoteAddress }: Socket): Visit {
  // An IPv6 socket gives IPv4 clients as ::ffff:192.0.2.1.
  const address = remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, "") ?? null;
  return { address, ...agreedOf(null), time: new Date().toISOString() };
}

function agreedOf(negotiated: Negotiated | null): Pick<Visit, "serverName" | "resumed" | "earlyData"> {
  const { serverName = null, resumed = null, earlyData = null } = negotiated ?? {};
  return { serverName, resumed, earlyData };
}

/** One too many: a word of farewell, without a handshake, and no more than a second to hear it. */
function turnAway(socket: Socket, atOnce: boolean, { onReport }: ServeOptions, number: number): void {
  const nothing = { version: null, suite: null, group: null, alpn: null, clientSubject: null, alertReceived: null };
  onReport?.(
    { ...nothing, alertSent: atOnce ? null : "internal_error", error: "too many connections at once" },
    number,
    visitOf(socket),
  );
  socket.on("error", () => socket.destroy());
  if (atOnce) return void socket.destroy();
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), 1000);
  socket.once("close", () => clearTimeout(timer));
  const alert = [
    CONTENT_TYPES.alert,
    VERSIONS["TLS 1.2"] >> 8,
    VERSIONS["TLS 1.2"] & 255,
    0,
    2,
    2,
    ALERTS.internal_error,
  ];
  socket.end(Uint8Array.from(alert));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
