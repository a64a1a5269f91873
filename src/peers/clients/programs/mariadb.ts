import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../../harness/bench.ts";
import { run } from "../../harness/process.ts";
import { pause } from "../peer.ts";
import type { AskWish, ClientProgram, Said, ServerProgram, ServeWish, Serving } from "../program.ts";
import { distinct, resolving, versionOf } from "./commands.ts";
import { folderFor, freePort, listening } from "./servers.ts";
import { StartError } from "./startError.ts";

/** MariaDB, both ends: the account alice needs a client's certificate, the account bob does not. */

const SETTLE_MS = 300;
const START_MS = 20_000;
const ANSWER = "answer-from-the-server";
const USERS = `CREATE USER alice@'%' REQUIRE X509;\nCREATE USER bob@'%' REQUIRE SSL;\n`;

export const mariadbServer: ServerProgram = {
  client: "MariaDB server",
  version: () => versionOf("mariadbd", ["--version"], /Ver (\d+\.\d+\.\d+)/),
  knows: { crls: true },
  startTls: "mysql",
  serve: (bench, wish) => startMariadb(bench, wish),
};

export const mariadbClient: ClientProgram = {
  client: "mariadb client",
  version: () => versionOf("mariadb", ["--version"], /(\d+\.\d+\.\d+)-MariaDB/),
  knows: { crls: true, ocsp: false },
  shows: false,
  server: { startTls: "mysql", serve: (bench, wish) => startMariadb(bench, wish) },
  ask: askMariadb,
};

export async function startMariadb(bench: Bench, wish: ServeWish): Promise<Serving> {
  const folder = folderFor(wish, "mariadb");
  const [port, data] = await Promise.all([freePort(), copyOf(wish.folder, folder)]);
  const init = join(folder, "users.sql");
  writeFileSync(init, USERS);
  const child = bench.start("mariadbd", [
    ...["--no-defaults", ...AS_ROOT, `--datadir=${data}`, `--port=${port}`, "--bind-address=127.0.0.1"],
    ...[`--socket=${folder}/socket`, `--pid-file=${folder}/pid`, "--skip-name-resolve", "--log-warnings=4"],
    ...[
      "--tls-version=TLSv1.3",
      ...(wish.asks ? [`--ssl-ca=${wish.ca}`] : []),
      `--ssl-cert=${wish.identity.chain}`,
      `--ssl-key=${wish.identity.key}`,
    ],
    ...["--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0", `--init-file=${init}`],
    ...(wish.crls === null ? [] : [`--ssl-crl=${wish.crls}`]),
  ]);
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  child.done().then(end, end);
  await listening(port, () => ended, START_MS);
  const words = (): string => distinct(child.log, /\[(?:Warning|ERROR)\](?!.*max_open_files).*/g);
  if (ended) throw new StartError(words());
  // Who looked whether it listens is no client.
  await pause(SETTLE_MS);
  const before = child.log.length;
  const ask = (inner: Bench, other: AskWish): Promise<Said> => askMariadb(inner, other);
  return {
    port,
    log: () => distinct(child.log.slice(before), /\[(?:Warning|ERROR)\](?!.*max_open_files).*/g),
    settle: () => pause(SETTLE_MS),
    ask,
  };
}

const AS_ROOT = process.getuid?.() === 0 ? ["--user=root"] : [];

const templates = new Map<string, Promise<unknown>>();

function makeTemplate(template: string): Promise<unknown> {
  const args = ["--no-defaults", ...AS_ROOT, `--datadir=${template}`, "--skip-test-db"];
  return run("mariadb-install-db", [...args, "--auth-root-authentication-method=normal"]);
}

/** A data folder: made once for a run, then copied. */
async function copyOf(shared: string, folder: string): Promise<string> {
  const template = join(shared, "..", "mariadb-template");
  templates.set(template, templates.get(template) ?? makeTemplate(template));
  await templates.get(template);
  const data = join(folder, "data");
  await run("cp", ["-a", "--reflink=auto", template, data]);
  return data;
}

const ATTEMPTS = 10;

/** Where the server hangs up before its alert was read, the words are about the network: then it is asked again. */
async function askMariadb(bench: Bench, wish: AskWish): Promise<Said> {
  for (let attempt = 1; ; attempt += 1) {
    const said = await askOnce(bench, wish);
    if (!said.text.includes("system error: 104") || attempt === ATTEMPTS) return said;
  }
}

async function askOnce(bench: Bench, wish: AskWish): Promise<Said> {
  const { port, name, ca, identity, crls, folder, account = "bob" } = wish;
  const child = bench.start("env", [
    ...resolving(folder, name),
    ...["mariadb", "--no-defaults", `--host=${name}`, `--port=${port}`, "--protocol=tcp", "--connect-timeout=10"],
    ...[`--user=${account}`, "-e", `SELECT '${ANSWER}'`],
    ...[`--ssl-ca=${ca}`, "--ssl-verify-server-cert", ...(crls === null ? [] : [`--ssl-crl=${crls}`])],
    ...(identity === null ? [] : [`--ssl-cert=${identity.chain}`, `--ssl-key=${identity.key}`]),
  ]);
  child.endInput();
  const { code, log } = await child.done();
  return { accepted: log.includes(ANSWER), text: distinct(log, /^ERROR.*$/gm), exitCode: code };
}
