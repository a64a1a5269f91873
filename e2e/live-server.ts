import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The local server, as people start it, with Bob on a free port. */
export type LiveServer = Readonly<{ address: string; port: number; stop: () => Promise<void> }>;

/** How long it may take to come up, in ms: the first start bundles the program. */
const PATIENCE = 60_000;

export async function startLive(...more: readonly string[]): Promise<LiveServer> {
  const args = ["start", "--silent", "--", "--bob", "0", "--no-open", "--port", String(await freePort()), ...more];
  // In a group of its own, so that all of it ends: npm hands no signals on. With an open input: without one, Vite ends.
  const child = spawn("npm", args, { cwd: root, stdio: ["pipe", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const begun = Date.now();
  for (;;) {
    const [, address] = /on stage at (\S+)/.exec(said) ?? [];
    const port = Number(/Bob listens on 127\.0\.0\.1, port (\d+)\./.exec(said)?.[1]);
    if (address !== undefined) return { address, port, stop: () => stop(child) };
    if (child.exitCode !== null || Date.now() - begun > PATIENCE) {
      await stop(child);
      throw new Error(`the local server did not come up: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("close", resolve));
  process.kill(-child.pid, "SIGTERM");
  await ended;
}

/** A port that nobody has at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

export type Outcome = Readonly<{ code: number | null; out: string; err: string }>;

/** Runs a command as a terminal would, in English, with this on its standard input. */
export function shell(command: string, input = ""): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, LC_ALL: "C" };
    const child = execFile("sh", ["-c", command], { env, timeout: 30_000 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : null, out, err });
    });
    child.stdin?.end(input);
  });
}

/** Why a program can't be run here; null: it can. */
export function missing(program: "openssl" | "curl"): string | null {
  try {
    const version = execFileSync(program, [program === "curl" ? "--version" : "version"], { encoding: "utf8" });
    const isOld = program === "openssl" && !/^OpenSSL (1\.1\.1|[3-9]|\d\d)/.test(version);
    return isOld ? `${version.trim()} knows no TLS 1.3` : null;
  } catch {
    return `there is no ${program} on the path`;
  }
}
