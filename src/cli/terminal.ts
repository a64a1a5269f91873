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

/**
 * Runs a program's body; a wrong command line gives one line that says why, then the usage, and exit code 2. Whoever
 * reads our standard output may leave before we are done: that alone is no error.
 */
export async function withUsage(usage: string, body: () => Promise<number>): Promise<number> {
  process.stdout.on("error", () => {});
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message.replaceAll(/\s*\n\s*/g, " "));
    say("");
    say(usage.trimEnd());
    return USAGE;
  }
}
