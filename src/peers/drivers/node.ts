import type { Bench } from "../harness/bench.ts";
import { script } from "../harness/places.ts";
import type { PeerProcess } from "../harness/process.ts";
import { type Asked, type ClientWish, numberIn, OPENSSL_ALERT, type ServerWish, type Serving } from "./driver.ts";

/** Node's tls, in a process of its own: any Node will do, given as `command`. */

/** What node.mjs is told to do on its connection besides. */
export type Errand = Readonly<{
  /** The request's target; default `/`. */
  target?: string;
  /** Sends this file: the client as the body of a PUT, the server as what it answers. */
  upload?: string;
  download?: string;
  /** Sessions to resume from, and to keep in, a file. */
  sessionIn?: string;
  sessionOut?: string;
  /** Label and context of an exporter (RFC 8446 §7.5) of 32 bytes, to be printed. */
  exporter?: Readonly<{ label: string; context: string }>;
}>;

export function startClient(bench: Bench, command: string, wish: ClientWish, errand: Errand = {}): PeerProcess {
  const { port, name, identity } = wish;
  return start(bench, command, { role: "client", port, name, identity, ...common(wish), ...errand });
}

export function asksWith(command: string) {
  return async (bench: Bench, wish: ClientWish): Promise<Asked> => {
    const client = startClient(bench, command, wish);
    const { log } = await client.done();
    return { log, alert: numberIn(log, OPENSSL_ALERT) };
  };
}

export async function startServer(
  bench: Bench,
  command: string,
  wish: ServerWish,
  errand: Errand = {},
): Promise<Readonly<{ process: PeerProcess; port: number }>> {
  const { identity, clientCertificate = "none" } = wish;
  const process = start(bench, command, { role: "server", identity, clientCertificate, ...common(wish), ...errand });
  const [, port] = await process.until(/"port":(\d+)/);
  return { process, port: Number(port) };
}

export function servesWith(command: string) {
  return async (bench: Bench, wish: ServerWish): Promise<Serving> => {
    const { process, port } = await startServer(bench, command, wish);
    return { port, log: () => process.log, alert: async () => Number((await process.until(OPENSSL_ALERT))[1]) };
  };
}

function start(bench: Bench, command: string, order: Readonly<Record<string, unknown>>): PeerProcess {
  return bench.start(command, [script("drivers/node.mjs"), JSON.stringify(order)]);
}

function common({ suites, groups, schemes, alpn, ca, version = "TLS 1.3" }: ClientWish | ServerWish) {
  return { suites, groups, schemes, alpn, ca, version };
}
