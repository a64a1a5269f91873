import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../../harness/bench.ts";
import { script } from "../../harness/places.ts";
import { type PeerProcess, run } from "../../harness/process.ts";
import { pause } from "../peer.ts";
import type { AskWish, ClientProgram, Said, ServerProgram, ServeWish, Serving } from "../program.ts";
import { versionOf } from "./commands.ts";
import { StartError } from "./startError.ts";

/** Programs of our own, in languages with a TLS of their own: each a script that plays both ends. */

type Language = Readonly<{
  client: string;
  server: string;
  version: () => Promise<string | null>;
  knows: Readonly<{ crls: boolean; ocsp: boolean }>;
  /** The command that starts it, told this. */
  command: (told: Told) => readonly [string, readonly string[]];
  /** Lines of its output that are its words. */
  words?: (line: string) => boolean;
}>;

type Told = Readonly<Record<string, string | number>>;

const SETTLE_MS = 150;

/** Node, Python, Java and Go; what must be compiled is compiled into `folder`. */
export async function languages(
  folder: string,
): Promise<Readonly<{ clients: ClientProgram[]; servers: ServerProgram[] }>> {
  const made = await compile(folder);
  const all: readonly Language[] = [
    {
      client: "Node tls",
      server: "Node tls server",
      version: async () => `${process.version.slice(1)}, OpenSSL ${process.versions.openssl}`,
      knows: { crls: true, ocsp: false },
      command: (told) => [process.execPath, [script("clients/scripts/ends.mjs"), JSON.stringify(told)]],
    },
    {
      client: "Python ssl",
      server: "Python ssl server",
      version: () =>
        versionOf(
          "python3",
          ["-c", "import ssl, sys; print(sys.version.split()[0], ssl.OPENSSL_VERSION)"],
          /^(\S+) (OpenSSL \S+)/,
        ),
      knows: { crls: true, ocsp: false },
      command: (told) => ["python3", [script("clients/scripts/ends.py"), JSON.stringify(told)]],
    },
    {
      client: "Java SSLSocket",
      server: "Java SSLServerSocket",
      version: async () => (made.java ? versionOf("java", ["-version"], /openjdk version "([^"]+)"/) : null),
      knows: { crls: true, ocsp: true },
      command: (told) => [
        "java",
        [
          ...[
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-Djdk.tls.client.enableStatusRequestExtension=true",
            "-cp",
            folder,
          ],
          "Ends",
          ...Object.entries(told).map(([key, value]) => `${key}=${value}`),
        ],
      ],
    },
    {
      client: "Go crypto/tls",
      server: "Go net/http",
      version: async () => (made.go ? versionOf("go", ["version"], /go(\d\S+)/) : null),
      knows: { crls: false, ocsp: false },
      command: (told) => [join(folder, "ends-go"), [JSON.stringify(told)]],
    },
  ];
  return { clients: all.map(clientOf), servers: all.map(serverOf) };
}

async function compile(folder: string): Promise<Readonly<{ java: boolean; go: boolean }>> {
  mkdirSync(folder, { recursive: true });
  const java = await run("javac", ["-d", folder, script("clients/scripts/Ends.java")]).catch(() => null);
  const go = await run("env", [
    ...["GOPROXY=off", "GO111MODULE=off", `GOCACHE=${folder}/go-cache`],
    ...["go", "build", "-o", join(folder, "ends-go"), script("clients/scripts/ends.go")],
  ]).catch(() => null);
  return { java: java?.code === 0, go: go?.code === 0 };
}

function clientOf({ client, version, knows, command }: Language): ClientProgram {
  const ask = async (bench: Bench, { port, name, ca, identity, crls, ocsp }: AskWish): Promise<Said> => {
    const own = identity === null ? {} : { cert: identity.chain, key: identity.key };
    const told = { role: "client", port, name, ca, ...own, ...(crls && { crl: crls }), ...(ocsp && { ocsp: 1 }) };
    const child = bench.start(...command(told));
    child.endInput();
    const { code, log } = await child.done();
    return { accepted: log.includes("@@accepted"), text: wordsIn(log), exitCode: code };
  };
  return { client, version, knows, shows: true, ask };
}

function serverOf({ server, version, knows, command }: Language): ServerProgram {
  const serve = async (bench: Bench, { identity, ca, crls, asks }: ServeWish): Promise<Serving> => {
    const own = { cert: identity.chain, key: identity.key };
    const told = { role: "server", ca, ...own, asks: asks ? 1 : 0, ...(crls && { crl: crls }) };
    return serving(bench.start(...command(told)), /@@port (\d+)/);
  };
  return { client: server, version, knows, serve };
}

export async function serving(child: PeerProcess, pattern: RegExp): Promise<Serving> {
  const [, port] = await child.until(pattern).catch(() => {
    throw new StartError(wordsIn(child.log));
  });
  return { port: Number(port), log: () => child.log, settle: () => pause(SETTLE_MS) };
}

/** What it said to people: without what begins with `@@`. */
export function wordsIn(log: string): string {
  const lines = log.split("\n").filter((line) => !line.startsWith("@@"));
  return [...new Set(lines.map((line) => line.trimEnd()))].join("\n").trim();
}
