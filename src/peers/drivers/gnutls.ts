import { createServer } from "node:net";
import type { Bench } from "../harness/bench.ts";
import type { Files } from "../harness/certificates.ts";
import { GNUTLS_NAMES } from "../harness/found.ts";
import type { PeerProcess } from "../harness/process.ts";
import { type Asked, type ClientWish, numberIn, REQUEST, type ServerWish, type Serving } from "./driver.ts";

/** gnutls-cli, gnutls-serv. */

const ALERT = /\*\*\* Received alert \[(\d+)\]/;
/** gnutls-serv tells the number only where it tells all. */
const SERVER_ALERT = /Alert\[2\|(\d+)\].*was received/;
const TELL_ALL = ["--debug", "5"];
const ATTEMPTS = 5;

/** Starts gnutls-cli; what it does on its connection is up to its standard input. */
export function startClient(bench: Bench, wish: ClientWish): PeerProcess {
  const { port, name, identity, extra = [] } = wish;
  const names = ["--sni-hostname", name, "--verify-hostname", name];
  const args = [...names, ...common(wish), ...(identity ? identityOf(identity) : []), ...extra];
  return bench.start("gnutls-cli", [...args, "--port", String(port), "127.0.0.1"]);
}

export async function askWithClient(bench: Bench, wish: ClientWish): Promise<Asked> {
  const client = startClient(bench, wish);
  await client.say(REQUEST);
  const { log } = await client.done();
  return { log, alert: numberIn(log, ALERT) };
}

export type ServerKind = "--http" | "--echo";

/**
 * gnutls-serv doesn't say which port it was given, so it is told one that was free a moment ago, and another where
 * somebody was faster.
 */
export async function startServer(
  bench: Bench,
  wish: ServerWish,
  kind: ServerKind,
): Promise<Readonly<{ process: PeerProcess; port: number }>> {
  const { identity, clientCertificate = "none", extra = [] } = wish;
  const verify = {
    none: ["--disable-client-cert"],
    optional: ["--verify-client-cert"],
    required: ["--require-client-cert", "--verify-client-cert"],
  }[clientCertificate];
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const args = [kind, "--port", String(port), ...identityOf(identity), ...common(wish), ...verify, ...extra];
    const process = bench.start("gnutls-serv", args);
    const [, taken] = await process.until(/listening on IPv4.*done|(bind\(\) failed)/);
    if (taken === undefined) return { process, port };
    if (attempt === ATTEMPTS) throw new Error(`gnutls-serv found no port:\n${process.log}`);
    await process.stop();
  }
}

export async function serve(bench: Bench, wish: ServerWish): Promise<Serving> {
  const { process, port } = await startServer(
    bench,
    { ...wish, extra: [...TELL_ALL, ...(wish.extra ?? [])] },
    "--http",
  );
  return { port, log: () => process.log, alert: async () => Number((await process.until(SERVER_ALERT))[1]) };
}

function common({ suites, groups, schemes, alpn = [], ca, version = "TLS 1.3" }: ClientWish | ServerWish): string[] {
  const only = (kind: string, names: readonly (keyof typeof GNUTLS_NAMES)[] | undefined): string[] =>
    names === undefined ? [] : [`-${kind}-ALL`, ...names.map((name) => `+${GNUTLS_NAMES[name]}`)];
  const priority = [
    "NORMAL",
    ...{ "TLS 1.2": ["-VERS-ALL", "+VERS-TLS1.2"], "TLS 1.3": ["-VERS-ALL", "+VERS-TLS1.3"], any: [] }[version],
    ...only("CIPHER", suites),
    ...only("GROUP", groups),
    ...only("SIGN", schemes),
    // Those in the certificates themselves.
    ...(schemes === undefined ? [] : ["+SIGN-RSA-SHA256", "+SIGN-ECDSA-SHA256", "+SIGN-ECDSA-SHA384"]),
  ];
  return ["--priority", priority.join(":"), "--x509cafile", ca, ...alpn.flatMap((name) => ["--alpn", name])];
}

function identityOf({ chain, key }: Files): string[] {
  return ["--x509certfile", chain, "--x509keyfile", key];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "0.0.0.0", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
