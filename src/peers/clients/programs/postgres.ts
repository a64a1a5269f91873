import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../../harness/bench.ts";
import { run } from "../../harness/process.ts";
import { pause } from "../peer.ts";
import type { AskWish, ClientProgram, Said, ServerProgram, ServeWish, Serving } from "../program.ts";
import { distinct, versionOf } from "./commands.ts";
import { folderFor, freePort, listening } from "./servers.ts";
import { StartError } from "./startError.ts";

/** PostgreSQL, both ends: the account alice needs a client's certificate, the account bob does not. */

const SETTLE_MS = 300;
const ANSWER = "answer-from-the-server";
const WORDS =
  /(?:LOG|FATAL|ERROR|DETAIL|HINT): {2}(?!database system|starting |listening|connection received|redirecting).*/g;

export const psql: ClientProgram = {
  client: "psql",
  version: () => versionOf("psql", ["--version"], /(\d+\.\d+)/),
  knows: { crls: true, ocsp: false },
  shows: false,
  server: { startTls: "postgres", serve: (bench, wish) => startPostgres(bench, wish) },
  ask: askPostgres,
};

export const postgresServer: ServerProgram = {
  client: "PostgreSQL server",
  version: async () => {
    const found = programs();
    return found === null ? null : versionOf(join(found, "postgres"), ["--version"], /(\d+\.\d+)/);
  },
  knows: { crls: true },
  startTls: "postgres",
  serve: (bench, wish) => startPostgres(bench, wish),
};

async function startPostgres(bench: Bench, wish: ServeWish): Promise<Serving> {
  const bin = programs();
  if (bin === null) throw new Error("no PostgreSQL");
  const folder = folderFor(wish, "postgres");
  const [port, owner] = await Promise.all([freePort(), ownerOf()]);
  const data = await copyOf(bin, wish.folder, folder, owner);
  const take = (file: string, name: string): string => {
    const copy = join(data, name);
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    if (owner !== null) chownSync(copy, owner.uid, owner.gid);
    return copy;
  };
  const settings: Readonly<Record<string, string>> = {
    ssl: "on",
    ssl_cert_file: take(wish.identity.chain, "server.pem"),
    ssl_key_file: take(wish.identity.key, "server.key"),
    ...(wish.asks ? { ssl_ca_file: take(wish.ca, "ca.pem") } : {}),
    ssl_min_protocol_version: "TLSv1.3",
    ...(wish.crls === null ? {} : { ssl_crl_file: take(wish.crls, "crls.pem") }),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
  };
  const args = [
    "-D",
    data,
    "-p",
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
  ];
  const child = bench.start(...asOwner(owner, [join(bin, "postgres"), ...args]));
  bench.atEnd(async () => {
    child.interrupt();
    await child.done().catch(() => null);
  });
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  child.done().then(end, end);
  await listening(port, () => ended);
  if (ended) throw new StartError(distinct(child.log, WORDS));
  await child.until(/ready to accept connections/);
  await pause(SETTLE_MS);
  const before = child.log.length;
  const log = (): string => distinct(child.log.slice(before), WORDS);
  return { port, log, settle: () => pause(SETTLE_MS), ask: askPostgres };
}

async function askPostgres(bench: Bench, wish: AskWish): Promise<Said> {
  const { port, name, ca, identity, crls, account = "bob" } = wish;
  const parameters: Readonly<Record<string, string | number>> = {
    ...{ host: name, hostaddr: "127.0.0.1", port, user: account, dbname: "postgres", sslmode: "verify-full" },
    ...{ sslrootcert: ca, connect_timeout: 10, gssencmode: "disable", ssl_min_protocol_version: "TLSv1.3" },
    sslcert: identity?.chain ?? "/nonexistent",
    sslkey: identity?.key ?? "/nonexistent",
    ...(crls === null ? {} : { sslcrl: crls }),
  };
  if (identity !== null) chmodSync(identity.key, 0o600);
  const words = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  const child = bench.start("psql", ["-X", "-At", "-c", `SELECT '${ANSWER}'`, words.join(" ")]);
  child.endInput();
  const { code, log } = await child.done();
  return { accepted: log.includes(ANSWER), text: log.replace(ANSWER, "").trim(), exitCode: code };
}

type Owner = Readonly<{ uid: number; gid: number }> | null;

/** PostgreSQL does not run as root. */
async function ownerOf(): Promise<Owner> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
  return { uid: Number(uid.log), gid: Number(gid.log) };
}

function asOwner(owner: Owner, command: readonly string[]): [string, readonly string[]] {
  const [first = "", ...rest] = command;
  if (owner === null) return [first, rest];
  return ["setpriv", [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups", ...command]];
}

const templates = new Map<string, Promise<unknown>>();

async function makeTemplate(bin: string, template: string, owner: Owner): Promise<void> {
  mkdirSync(template, { recursive: true });
  if (owner !== null) chownSync(template, owner.uid, owner.gid);
  const data = join(template, "data");
  const how = ["-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C"];
  const made = await run(...asOwner(owner, [join(bin, "initdb"), "-D", data, ...how]));
  if (made.code !== 0) throw new Error(made.log);
  const users = join(template, "users.sql");
  writeFileSync(users, "CREATE ROLE alice LOGIN;\nCREATE ROLE bob LOGIN;\n");
  const alone = asOwner(owner, [join(bin, "postgres"), "--single", "-D", data, "postgres"]).flat();
  await run("sh", ["-c", `"$0" "$@" < '${users}'`, ...alone]);
  const rules = ["hostssl all alice 127.0.0.1/32 trust clientcert=verify-ca", "hostssl all bob 127.0.0.1/32 trust", ""];
  writeFileSync(join(data, "pg_hba.conf"), rules.join("\n"));
}

/** A data folder: made once for a run, then copied. */
async function copyOf(bin: string, shared: string, folder: string, owner: Owner): Promise<string> {
  const template = join(shared, "..", "postgres-template");
  templates.set(template, templates.get(template) ?? makeTemplate(bin, template, owner));
  await templates.get(template);
  const data = join(folder, "data");
  await run("cp", ["-a", "--reflink=auto", join(template, "data"), data]);
  return data;
}

/** Where Debian puts the programs of the newest version. */
function programs(): string | null {
  const top = "/usr/lib/postgresql";
  if (!existsSync(top)) return null;
  const [newest] = readdirSync(top).sort((a, b) => Number(b) - Number(a));
  return newest === undefined || !existsSync(join(top, newest, "bin/postgres")) ? null : join(top, newest, "bin");
}
