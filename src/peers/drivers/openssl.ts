import type { Bench } from "../harness/bench.ts";
import type { Files } from "../harness/certificates.ts";
import type { PeerProcess, StartOptions } from "../harness/process.ts";
import {
  type Asked,
  type ClientWish,
  numberIn,
  OPENSSL_ALERT,
  REQUEST,
  type ServerWish,
  type Serving,
} from "./driver.ts";

/** openssl s_client, s_server. */

const COMMAND = "openssl";

/** Starts s_client; what it does on its connection is up to its standard input. */
export function startClient(bench: Bench, wish: ClientWish, options: StartOptions = {}): PeerProcess {
  const { port, name, identity, extra = [] } = wish;
  const args = ["s_client", "-connect", `127.0.0.1:${port}`, "-servername", name, "-verify_hostname", name];
  return bench.start(COMMAND, [...args, ...common(wish), ...(identity ? identityOf(identity) : []), ...extra], options);
}

export async function askWithClient(bench: Bench, wish: ClientWish): Promise<Asked> {
  const client = startClient(bench, { ...wish, extra: ["-ign_eof", ...(wish.extra ?? [])] });
  await client.say(REQUEST);
  const { log } = await client.done();
  return { log, alert: numberIn(log, OPENSSL_ALERT) };
}

/** Starts s_server without saying what it shall do with what it receives (by default: print it). */
export async function startServer(
  bench: Bench,
  wish: ServerWish,
  options: StartOptions = {},
): Promise<Readonly<{ process: PeerProcess; port: number }>> {
  const { identity, clientCertificate = "none", extra = [] } = wish;
  const verify = { none: [], optional: ["-verify", "5"], required: ["-Verify", "5"] }[clientCertificate];
  const args = ["s_server", "-accept", "127.0.0.1:0", ...identityOf(identity), ...common(wish), ...verify, ...extra];
  const server = bench.start(COMMAND, args, options);
  const [, port] = await server.until(/ACCEPT \S+:(\d+)/);
  return { process: server, port: Number(port) };
}

export async function serve(bench: Bench, wish: ServerWish): Promise<Serving> {
  const { process, port } = await startServer(bench, { ...wish, extra: ["-www", ...(wish.extra ?? [])] });
  return { port, log: () => process.log, alert: async () => Number((await process.until(OPENSSL_ALERT))[1]) };
}

function common({ suites, groups, schemes, alpn, ca, version = "TLS 1.3" }: ClientWish | ServerWish): string[] {
  const option = (name: string, values: readonly string[] | undefined, separator = ":"): string[] =>
    values === undefined ? [] : [name, values.join(separator)];
  return [
    ...{ "TLS 1.2": ["-tls1_2"], "TLS 1.3": ["-tls1_3"], any: [] }[version],
    "-CAfile",
    ca,
    "-verify_return_error",
    ...option("-ciphersuites", suites),
    ...option("-groups", groups),
    ...option("-sigalgs", schemes),
    ...option("-alpn", alpn, ","),
  ];
}

function identityOf({ leaf, issuers, key }: Files): string[] {
  return ["-cert", leaf, "-key", key, "-cert_chain", issuers];
}
