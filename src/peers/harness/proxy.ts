import { connect, createServer, type Socket } from "node:net";
import type { Bench } from "./bench.ts";

/** What crossed a connection, in order. */
export type Crossing = Readonly<{ from: "client" | "server"; bytes: Buffer }>;

export type Proxy = Readonly<{
  port: number;
  /** Of all connections, one after the other. */
  crossings: readonly Crossing[];
}>;

/**
 * Stands between a client and a server, hands on every byte, and writes down what it saw. `pieceSize`: in pieces of at
 * most so many bytes, each in a segment of its own, so that the ends see messages and records torn anywhere.
 */
export async function startProxy(bench: Bench, target: number, pieceSize = Number.POSITIVE_INFINITY): Promise<Proxy> {
  const crossings: Crossing[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const onward = connect({ port: target, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    void handOn(client, onward, (bytes) => crossings.push({ from: "client", bytes }), pieceSize);
    void handOn(onward, client, (bytes) => crossings.push({ from: "server", bytes }), pieceSize);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  bench.atEnd(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port, crossings };
}

async function handOn(from: Socket, to: Socket, note: (bytes: Buffer) => void, pieceSize: number): Promise<void> {
  try {
    for await (const chunk of from.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.from(chunk);
      note(bytes);
      for (let at = 0; at < bytes.length; at += pieceSize) {
        if (to.destroyed) return;
        // Resolves once the bytes are with the system, so that the next piece goes in a segment of its own.
        await new Promise((resolve) => to.write(bytes.subarray(at, at + pieceSize), resolve));
      }
    }
    to.end();
  } catch {
    to.destroy();
  }
}
