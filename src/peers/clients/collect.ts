import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAULT_IDS, type FaultId, issueFault, type Kit, liveKitChance, makeKit } from "../../pki/issue/faults.ts";
import { Bench } from "../harness/bench.ts";
import { writeCase } from "./cases.ts";
import { type Asked, clientJudged, clientJudges, type Measured, serverJudged, serverJudges } from "./measure.ts";
import { normalise } from "./normalise.ts";
import { allPrograms } from "./programs/all.ts";
import { StartError } from "./programs/startError.ts";
import { type Cell, writeCells } from "./store.ts";

/** All faults, shown to all programs. */

export const NAME = "bob.example";
const AT_ONCE = 3;
/** For one cell, whatever hangs, with its waiting for others of its kind. */
const CELL_MS = 180_000;

export type Wish = Readonly<{ only: readonly string[] | null; faults: readonly string[] | null }>;

type Job = Readonly<{
  what: string;
  client: string;
  version: string;
  fault: FaultId | "none";
  run: (bench: Bench) => Promise<readonly Measured[]>;
}>;

/** Measures, and writes what it found. Gives the exit code: 1 where nothing was found. */
export async function collect({ only, faults }: Wish): Promise<number> {
  process.env.PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
  const folder = mkdtempSync(join(tmpdir(), "clients-"));
  // PostgreSQL's own user walks through it.
  chmodSync(folder, 0o711);
  const leave = (): void => {
    void Promise.allSettled([...running].map((bench) => bench.end())).then(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    });
  };
  process.once("SIGINT", leave).once("SIGTERM", leave);
  try {
    const wanted = [...FAULT_IDS, "none" as const].filter((fault) => faults === null || faults.includes(fault));
    const jobs = await jobsFor(folder, wanted, only);
    const { cells, failures, failed } = await runAll(jobs);
    for (const failure of failures) say(`FAILED  ${failure}`);
    say(`${cells.length} cells, ${failures.length} failures`);
    if (faults !== null) for (const cell of cells) say(JSON.stringify(cell));
    const done = new Set(jobs.filter((job) => !failed.has(keyOf(job))).map(keyOf));
    const all = writeCells(
      cells.filter((cell) => done.has(keyOf(cell))),
      [...FAULT_IDS, "none"],
      (client, fault) => done.has(keyOf({ client, fault })),
    );
    say(`${all.length} rows in the file`);
    return cells.length === 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function jobsFor(
  folder: string,
  faults: readonly (FaultId | "none")[],
  only: readonly string[] | null,
): Promise<Job[]> {
  const kit = await makeKit({ random: liveKitChance, at: new Date(), name: NAME });
  const programs = await allPrograms(join(folder, "compiled"));
  const isWanted = ({ client }: Readonly<{ client: string }>): boolean =>
    only === null || only.some((word) => client.toLowerCase().includes(word.toLowerCase()));
  const [clients, servers] = await Promise.all([
    present(programs.clients.filter(isWanted)),
    present(programs.servers.filter(isWanted)),
  ]);
  const judge = programs.clients.find(({ client }) => client === "curl");
  const jobs: Job[] = [];
  for (const fault of faults) {
    const [server, client] = await casesOf(folder, kit, fault);
    const job = (what: string, { client: named, version }: Named, run: Job["run"]): number =>
      jobs.push({ what, client: named, version, fault, run });
    for (const [program, version] of clients) {
      const named = { client: program.client, version };
      job("judges a server", named, (bench) => clientJudges(bench, program, server));
      job("is judged", named, (bench) => clientJudged(bench, program, client));
    }
    for (const [program, version] of servers) {
      const named = { client: program.client, version };
      job("judges a client", named, (bench) => serverJudges(bench, program, client));
      if (judge !== undefined) job("is judged", named, (bench) => serverJudged(bench, program, judge, server));
    }
  }
  return jobs;
}

type Named = Readonly<{ client: string; version: string }>;

/** Those that are on this machine, with their versions. */
async function present<P extends Readonly<{ client: string; version: (bench: Bench) => Promise<string | null> }>>(
  programs: readonly P[],
): Promise<readonly (readonly [P, string])[]> {
  const found: (readonly [P, string])[] = [];
  for (const program of programs) {
    const version = await program.version(new Bench());
    if (version === null) say(`not here: ${program.client}`);
    else found.push([program, version]);
  }
  return found;
}

/** A fault as a server has it and as a client has it, each with a good identity of the other. */
async function casesOf(folder: string, kit: Kit, fault: FaultId | "none"): Promise<readonly [Asked, Asked]> {
  const [badServer, badClient, goodServer] = await Promise.all([
    issueFault(fault, "server", kit),
    issueFault(fault, "client", kit),
    issueFault("none", "server", kit),
  ]);
  const [server, client, good] = await Promise.all([
    writeCase(join(folder, `${fault}-server`), badServer),
    writeCase(join(folder, `${fault}-client`), badClient),
    writeCase(join(folder, `${fault}-good`), goodServer),
  ]);
  const { identity: other } = good;
  if (other === null) throw new Error("a good server shows a certificate");
  return [
    { fault, name: badServer.name, files: server, other },
    { fault, name: NAME, files: client, other },
  ];
}

function keyOf({ client, fault }: Readonly<{ client: string; fault: string }>): string {
  return `${client} ${fault}`;
}

async function runAll(
  jobs: readonly Job[],
): Promise<Readonly<{ cells: Cell[]; failures: string[]; failed: ReadonlySet<string> }>> {
  const failed = new Set<string>();
  const measured = new Date().toISOString().slice(0, 7);
  const results = new Map<Job, readonly Cell[]>();
  const failures: string[] = [];
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const { client, version, fault, what } = job;
      try {
        const found = await bounded(job);
        results.set(
          job,
          found.filter(isWorthKeeping).map(({ ports, text, accepted, ...rest }) => ({
            ...{ fault, client, version, measured, accepted, ...rest },
            text: accepted ? "" : normalise(text, { ports }),
          })),
        );
      } catch (error) {
        if (error instanceof StartError) continue;
        failed.add(keyOf(job));
        failures.push(`${client} ${what}, ${fault}: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (waiting.length % 50 === 0) say(`${jobs.length - waiting.length} of ${jobs.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { cells: jobs.flatMap((job) => results.get(job) ?? []), failures, failed };
}

/** Of those who were judged, only words are of interest. */
function isWorthKeeping({ by, accepted, text }: Measured): boolean {
  return by === "judge" || (!accepted && text.trim() !== "");
}

/** What has to be cleared away when somebody interrupts. */
const running = new Set<Bench>();

/** One job with a bench of its own, which is cleared in any case. */
async function bounded(job: Job): Promise<readonly Measured[]> {
  const bench = new Bench();
  running.add(bench);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("took too long")), CELL_MS);
  });
  try {
    return await Promise.race([job.run(bench), late]);
  } finally {
    clearTimeout(timer);
    await bench.end();
    running.delete(bench);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
