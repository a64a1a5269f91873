import type { Bench } from "../harness/bench.ts";
import { script } from "../harness/places.ts";
import type { PeerProcess } from "../harness/process.ts";

/** Our own programs, as people start them. */

const RUN = script("../cli/run.mjs");

/** Bob on a free port. */
export async function startBob(
  bench: Bench,
  args: readonly string[],
): Promise<Readonly<{ process: PeerProcess; port: number }>> {
  const process = bench.start(globalThis.process.execPath, [RUN, "bob", "--port", "0", ...args]);
  const [, port] = await process.until(/listens on \S+, port (\d+)/);
  return { process, port: Number(port) };
}

export function startAlice(bench: Bench, args: readonly string[]): PeerProcess {
  return bench.start(globalThis.process.execPath, [RUN, "alice", ...args]);
}
