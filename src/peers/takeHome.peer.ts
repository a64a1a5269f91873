import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "vitest";
import { cards } from "../scenes/cards.ts";
import { type KitPlan, planOf } from "../scenes/takehome/plan.ts";
import type { Bench } from "./harness/bench.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import type { PeerName } from "./harness/found.ts";
import { kitOf, unpackKit } from "./harness/kits.ts";
import { readLab } from "./harness/lab.ts";
import type { Outcome, PeerProcess } from "./harness/process.ts";
import { type Claim, readReadme, type Section } from "./harness/readme.ts";

/**
 * The kits to take home: each scene's zip is made and unpacked, and what its README claims is held against what the
 * programs say when its commands are run, as they stand there.
 */

const { peers } = readLab();
const plans = cards.flatMap((card) => planOf(card) ?? []);

/** A command that stays, and the words by which it is known to be ready. */
const SERVERS: Readonly<Record<string, RegExp>> = {
  "openssl s_server": /^ACCEPT/m,
  nginx: /start worker process /,
  "node node/server.mjs": /Bob listens/,
  mariadbd: /ready for connections/,
};
/** Which peer a program belongs to. */
const PEER_OF: Readonly<Record<string, PeerName>> = {
  openssl: "openssl",
  curl: "curl",
  node: "node",
  nginx: "nginx",
  mariadb: "mariadb",
  "mariadb-admin": "mariadb",
};

/**
 * One claim about a caller, or about a server that does not start; `server`: which must be running, null: none;
 * `servers`: what is claimed of it, which is of the first call.
 */
type Case = Readonly<{
  title: string;
  server: string | null;
  command: string;
  claim: Claim;
  servers: readonly Claim[];
}>;

const IS_DATABASE = /MariaDB|MySQL|replica|The end of both/i;
const SCRIPT = /^(One more client|.*replication.*)$/;

type Known = Readonly<{ plan: KitPlan; at: number; found: Case; peers: readonly PeerName[] }>;

const known = await distinctCases();
for (const peer of ["openssl", "curl", "node", "nginx"] as const) {
  withPeer(peer, () => {
    for (const one of known.filter(({ peers: [first] }) => first === peer)) runOne(one);
    if (peer === "openssl") oneMoreClient();
  });
}
withPeer("mariadb", () => databases());

/** Every case of every scene's kit, but each only once: much of a README is the same in all. */
async function distinctCases(): Promise<readonly Known[]> {
  const cases = new Map<string, Known>();
  for (const plan of plans) {
    const sections = readReadme(readmeIn((await kitOf(plan)).files));
    for (const [at, found] of casesIn(sections).entries()) {
      const key = JSON.stringify([found.title, found.server, found.command, found.claim]);
      if (!cases.has(key)) cases.set(key, { plan, at, found, peers: peersOf(found) });
    }
  }
  return [...cases.values()];
}

function readmeIn(files: readonly Readonly<{ path: string; text: string }>[]): string {
  return files.find(({ path }) => path === "README.md")?.text ?? "";
}

/** A heading without commands of its own goes on with the last server's, or the last callers'. */
function casesIn(sections: readonly Section[]): readonly Case[] {
  let server: string | null = null;
  let callers: readonly string[] = [];
  const cases: Case[] = [];
  for (const { title, blocks, claims } of sections) {
    if (IS_DATABASE.test(title) || SCRIPT.test(title)) continue;
    for (const { commands } of blocks) {
      const staying = commands.find((command) => serverOf(command) !== null);
      if (staying === undefined) callers = commands;
      else server = staying;
    }
    const servers = claims.filter(({ exit }) => exit === null);
    for (const claim of claims.filter(({ exit }) => exit !== null)) {
      const program = programIn(claim.who);
      const command = callers.find((one) => one.includes(program) && serverOf(one) === null);
      if (program === "openssl s_server")
        cases.push({ title, server: null, command: server ?? "", claim, servers: [] });
      else cases.push({ title, server, command: command ?? "", claim, servers: claim === claims[0] ? servers : [] });
    }
  }
  return cases;
}

function peersOf({ server, command, claim }: Case): readonly PeerName[] {
  const program = PEER_OF[programIn(claim.who).split(" ")[0] ?? ""];
  if (program === undefined || command === "") throw new Error(`no command for ${claim.who}`);
  const stays = PEER_OF[(server ?? "openssl").split(" ")[0] ?? ""];
  return stays === "nginx" ? [stays, program] : [program, ...(stays === undefined ? [] : [stays])];
}

function runOne({ plan, at, found, peers: needed }: Known): void {
  const title = `kit, ${plan.id}: ${found.title}: ${programIn(found.claim.who)}`;
  const absent = needed.find((name) => "why" in peers[name]);
  if (absent !== undefined) {
    notRun(title, `${absent} is not there`);
    return;
  }
  peerCase(title, async (bench) => {
    const { folder, readme } = await unpackFor(bench, plan);
    const { server, command, claim, servers } = casesIn(readReadme(readme))[at] ?? found;
    const serving = server === null ? null : await start(bench, folder, server);
    await runClaim(bench, folder, command, claim);
    for (const { words } of servers) for (const word of words) await serving?.until(literally(word));
  });
}

async function runClaim(bench: Bench, folder: string, command: string, claim: Claim): Promise<void> {
  const outcome = await run(bench, folder, command);
  expect(heard(outcome, claim), outcome.log).toEqual({ words: claim.words, code: claim.exit });
}

function oneMoreClient(): void {
  const plan = plans[0];
  if (plan === undefined) throw new Error("no kit");
  peerCase("kit: one more client, issued as the README says", async (bench) => {
    const { folder, readme } = await unpackFor(bench, plan);
    const section = readReadme(readme).find(({ title }) => title === "One more client");
    const commands = section?.blocks.flatMap((block) => block.commands) ?? [];
    expect(commands).toHaveLength(3);
    const outcomes = [];
    for (const command of commands) outcomes.push(await run(bench, folder, command));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const word of section?.claims[0]?.words ?? []) expect(outcomes.at(-1)?.log).toContain(word);
  });
}

/** The whole part, from its first command to its last: each needs what those before it did. */
function databases(): void {
  const plan = plans[0];
  if (plan === undefined) throw new Error("no kit");
  peerCase("kit: two servers, replication with mutual TLS, the account without a certificate", async (bench) => {
    const { folder, readme } = await unpackFor(bench, plan);
    const sections = readReadme(readme).filter(({ title }) => IS_DATABASE.test(title));
    expect(sections.flatMap(({ claims }) => claims)).toHaveLength(4);
    for (const { blocks, claims } of sections) {
      const commands = blocks.flatMap((block) => block.commands);
      const [claim] = claims;
      if (claim === undefined) continue;
      for (const command of commands.slice(0, -1)) {
        if (serverOf(command) !== null) await start(bench, folder, command);
        else expect((await run(bench, folder, command)).code, command).toBe(0);
      }
      // Replication takes a moment; a refusal is there at once.
      await expect
        .poll(async () => heard(await run(bench, folder, commands.at(-1) ?? ""), claim), {
          timeout: 15_000,
          interval: 500,
        })
        .toEqual({ words: claim.words, code: claim.exit });
    }
  });
}

/** Of what is claimed, what there was. */
function heard({ code, log }: Outcome, { words }: Claim): Readonly<{ words: readonly string[]; code: number | null }> {
  return { words: words.filter((word) => log.includes(word)), code };
}

async function unpackFor(bench: Bench, plan: KitPlan): Promise<Readonly<{ folder: string; readme: string }>> {
  const unpacked = await unpackKit(plan);
  bench.atEnd(() => rmSync(dirname(unpacked.folder), { recursive: true, force: true }));
  return unpacked;
}

/** Starts what stays, and waits until it is ready; asked to end as somebody at the keyboard would. */
async function start(bench: Bench, folder: string, command: string): Promise<PeerProcess> {
  const child = shell(bench, folder, `exec ${command}`);
  bench.atEnd(async () => {
    child.interrupt();
    if (command.startsWith("nginx")) await child.done();
  });
  await child.until(SERVERS[serverOf(command) ?? ""] ?? /./);
  return child;
}

function run(bench: Bench, folder: string, command: string): ReturnType<PeerProcess["done"]> {
  const child = shell(bench, folder, command);
  child.endInput();
  return child.done();
}

function shell(bench: Bench, folder: string, command: string): PeerProcess {
  return bench.start("sh", ["-c", `export no_proxy='*'; ${command}`], { folder });
}

function serverOf(command: string): string | null {
  return Object.keys(SERVERS).find((name) => command.startsWith(`${name} `) || command === name) ?? null;
}

/** What stands in backticks. */
function programIn(who: string): string {
  return /`(.*?)`/.exec(who)?.[1] ?? who;
}

function literally(word: string): RegExp {
  return new RegExp(word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}
