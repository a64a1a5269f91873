import { visible } from "../pki/visible.ts";
import { UsageError } from "./files.ts";

/** Exit codes of the programs. */
export const DONE = 0;
export const REFUSED = 1;
export const USAGE = 2;

/** One line on standard output, which holds results and nothing else. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line on standard error, for people. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** An error that is a fault of ours, with the place where it happened. */
export function sayFault(error: unknown): void {
  say(`An error of our own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** Calls once when standard output takes nothing any more. Says why, unless its reader just left (`alice … | head`). */
export function whenOutputFails(call: (readerLeft: boolean) => void): void {
  let called = false;
  process.stdout.on("error", (error) => {
    if (called) return;
    called = true;
    const readerLeft = "code" in error && error.code === "EPIPE";
    if (!readerLeft) say(`Standard output can't be written: ${error.message}.`);
    call(readerLeft);
  });
}

/** Runs a program's body; a wrong command line gives one line that says why, where to read more, and exit code 2. */
export async function withUsage(
  program: "alice" | "bob" | "judge" | "start",
  body: () => Promise<number>,
): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${visible(error.message.replaceAll(/\s*\n\s*/g, " "))}.`);
    say(`\`npm ${program === "start" ? "start" : `run --silent ${program}`} -- --help\` tells more.`);
    return USAGE;
  }
}
