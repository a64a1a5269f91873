import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { PEERS_PATH } from "./places.ts";

const PATIENCE = 45_000;
const TAIL = 3000;

export type StartOptions = Readonly<{
  /** The bytes above 127 of what it writes to standard output are hashed and counted, and not kept in the log. */
  hashOutput?: boolean;
  /** Where it runs. */
  folder?: string;
}>;

/** What a command left behind when it was done; `bytes` and `sha256` of what was hashed. */
export type Outcome = Readonly<{ code: number | null; log: string; bytes: number; sha256: string }>;

/**
 * A peer's program while it runs. All that it says, on either stream, is one log in the order in which it came. Nothing
 * here waits for a span of time: `until` waits for words, `done` for the end, and both give up after 45 seconds with
 * the log in the error.
 */
export class PeerProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #name: string;
  readonly #hash = createHash("sha256");
  readonly #watchers = new Set<() => void>();
  #bytes = 0;
  #log = "";
  #closed = false;
  #failure: Error | null = null;

  constructor(command: string, args: readonly string[], { hashOutput = false, folder }: StartOptions = {}) {
    this.#name = `${command.split("/").at(-1)} ${args.join(" ")}`;
    const env = { ...process.env, PATH: PEERS_PATH, LC_ALL: "C" };
    this.#child = spawn(command, args, { stdio: "pipe", env, cwd: folder });
    this.#child.stdout.on("data", (chunk: Buffer) => this.#hear(hashOutput ? this.#hashHigh(chunk) : chunk));
    this.#child.stderr.on("data", (chunk: Buffer) => this.#hear(chunk));
    this.#child.on("error", (error) => this.#end(error));
    this.#child.on("close", () => this.#end(null));
    // A peer that has gone can't be written to; what it said says why.
    this.#child.stdin.on("error", () => {});
  }

  get log(): string {
    return this.#log;
  }

  /** Waits until the log holds this; gives the match. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    let found: RegExpExecArray | null = null;
    await this.#wait(() => {
      found = pattern.exec(this.#log);
      return found !== null;
    }, `said nothing like ${pattern}`);
    if (found === null) throw new Error("unreachable");
    return found;
  }

  /** Writes to its standard input, as fast as it reads. */
  async say(data: string | Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => this.#child.stdin.write(data, () => resolve()));
  }

  endInput(): void {
    this.#child.stdin.end();
  }

  /** Waits for its end; rejects where it could not be started. */
  async done(): Promise<Outcome> {
    if (!this.#closed) await this.#wait(() => this.#closed, "did not end");
    if (this.#failure !== null) throw this.#failure;
    return { code: this.#child.exitCode, log: this.#log, bytes: this.#bytes, sha256: this.#hash.copy().digest("hex") };
  }

  /** Asks it to end, as somebody at a keyboard would. */
  interrupt(): void {
    this.#child.kill("SIGINT");
  }

  /** Ends it; resolves when it has gone. */
  async stop(): Promise<void> {
    if (this.#closed) return;
    const gone = new Promise<void>((resolve) => this.#child.on("close", () => resolve()));
    this.#child.kill("SIGKILL");
    await gone;
  }

  #hear(chunk: Uint8Array): void {
    this.#log += Buffer.from(chunk).toString("latin1");
    this.#tell();
  }

  /** Takes note of the bytes above 127; gives the others: a peer's own words are ASCII. */
  #hashHigh(chunk: Buffer): Uint8Array {
    const isMixed = chunk.some((byte) => byte < 128);
    const high = isMixed ? chunk.filter((byte) => byte > 127) : chunk;
    this.#hash.update(high);
    this.#bytes += high.length;
    return isMixed ? chunk.filter((byte) => byte < 128) : new Uint8Array();
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #end(error: Error | null): void {
    this.#closed = true;
    this.#failure ??= error;
    this.#tell();
  }

  /** Resolves once `ready`; rejects, with the log, where the process has ended or time is up before that. */
  #wait(ready: () => boolean, complaint: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error: Error | null): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        if (error === null) resolve();
        else reject(error);
      };
      const look = (): void => {
        if (ready()) settle(null);
        else if (this.#closed) settle(this.#complain(`ended (${this.#child.exitCode}) and ${complaint}`));
      };
      const timer = setTimeout(() => settle(this.#complain(complaint)), PATIENCE);
      this.#watchers.add(look);
      look();
    });
  }

  #complain(what: string): Error {
    const log = this.#log.length > TAIL ? `…${this.#log.slice(-TAIL)}` : this.#log;
    return new Error(`${this.#name}\n${what}${this.#failure === null ? "" : `: ${this.#failure.message}`}\n${log}`);
  }
}

/** Runs a command to its end, with nothing on its standard input. */
export async function run(command: string, args: readonly string[]): Promise<Outcome> {
  const child = new PeerProcess(command, args);
  child.endInput();
  return child.done();
}
