import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import { PEER_TITLES, PEERS } from "./harness/found.ts";
import { readLab } from "./harness/lab.ts";

type Tally = { passed: number; failed: number; notRun: Map<string, number> };

/** Prints what failed as it fails and, at the end, a table: a line for each peer. */
export class PeersReporter implements Reporter {
  readonly #tallies = new Map<string, Tally>();
  #begun = Date.now();

  onTestRunStart(): void {
    this.#begun = Date.now();
  }

  onTestCaseResult(test: TestCase): void {
    const tally = this.#tallyOf(peerOf(test));
    const result = test.result();
    if (result.state === "passed") tally.passed += 1;
    if (result.state === "skipped") {
      const why = result.note ?? "skipped";
      tally.notRun.set(why, (tally.notRun.get(why) ?? 0) + 1);
    }
    if (result.state !== "failed") return;
    tally.failed += 1;
    const reasons = result.errors.map(({ message, stack = "" }) => `${message}\n${placeIn(stack)}`);
    write(`FAILED  ${test.fullName}\n${indented(reasons.join("\n"))}`);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly Readonly<{ message: string; stack?: string }>[]): void {
    const broken = [...errors, ...modules.flatMap((module) => [...module.errors()])];
    for (const { message, stack = "" } of broken) write(`FAILED  ${message}\n${indented(stack)}`);
    write(`\nPeers, in ${((Date.now() - this.#begun) / 1000).toFixed(1)} s`);
    for (const line of this.#table()) write(line);
    const passed = [...this.#tallies.values()].reduce((sum, tally) => sum + tally.passed, 0);
    if (passed > 0) return;
    write("nothing ran");
    process.exitCode = 1;
  }

  #table(): readonly string[] {
    const { peers } = readLab();
    return PEERS.flatMap((name) => {
      const found = peers[name];
      const title = PEER_TITLES[name].padEnd(28);
      if ("why" in found) return [`  ${title} not run: ${found.why}`];
      const { passed, failed, notRun } = this.#tallyOf(PEER_TITLES[name]);
      const count = [...notRun.values()].reduce((sum, n) => sum + n, 0);
      const counts = `${passed} passed, ${failed} failed${count === 0 ? "" : `, ${count} not run`}`;
      return [
        `  ${title} ${found.version.padEnd(28)} ${counts}`,
        ...[...notRun].map(([why, n]) => `  ${title} not run: ${why}${n === 1 ? "" : ` (${n} cases)`}`),
      ];
    });
  }

  #tallyOf(peer: string): Tally {
    const tally = this.#tallies.get(peer) ?? { passed: 0, failed: 0, notRun: new Map() };
    this.#tallies.set(peer, tally);
    return tally;
  }
}

/** The title of the outermost suite. */
function peerOf(test: TestCase): string {
  let parent: TestCase["parent"] | TestSuite["parent"] = test.parent;
  let title = test.name;
  while (parent.type === "suite") {
    title = parent.name;
    parent = parent.parent;
  }
  return title;
}

function placeIn(stack: string): string {
  return stack.split("\n").find((line) => line.includes(".peer.ts")) ?? "";
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
