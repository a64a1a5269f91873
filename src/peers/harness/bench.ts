import { PeerProcess, type StartOptions } from "./process.ts";

/** What one case has running. All of it ends with the case, however that goes. */
export class Bench {
  readonly #faults: unknown[] = [];
  readonly #ends: (() => Promise<void> | void)[] = [];

  /** Starts a peer's program. */
  start(command: string, args: readonly string[], options: StartOptions = {}): PeerProcess {
    const child = new PeerProcess(command, args, options);
    this.atEnd(() => child.stop());
    return child;
  }

  /** Something threw in our own code that must not: the case fails with it, whatever else it saw. */
  fault(error: unknown): void {
    this.#faults.push(error);
  }

  /** Throws the first fault, where there was one. */
  throwFaults(): void {
    if (this.#faults.length > 0) throw this.#faults[0];
  }

  /** Last in, first out. */
  atEnd(end: () => Promise<void> | void): void {
    this.#ends.unshift(end);
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0)) await end();
  }
}
