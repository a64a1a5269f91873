import { toHex } from "../../bytes/hex.ts";
import type { Case } from "./case.ts";
import { decode, messagesOf, variantsOf } from "./decoding.ts";
import type { Meter } from "./end.ts";
import { type Result, run } from "./judge.ts";
import { makeLibrary } from "./library.ts";
import type { Recording } from "./recording.ts";
import { systematicCases } from "./systematic.ts";
import { ROOT, TIME } from "./world.ts";

/** What the floors above bring. */
export type Outside = Readonly<{
  meter: Meter;
  /** Milliseconds, for the time that a case takes. */
  clock: () => number;
  /** The real judge of certificates, who believes this authority, at this time. */
  verifier: (root: Uint8Array, time: number) => Parameters<typeof makeLibrary>[0];
}>;

/** A case that went wrong. The message holds all that is needed to run it again. */
export class Wrong extends Error {}

/** How often what allocated too much is run again, before it is believed: others allocate beside it. */
const TRIES = 3;
/** One of so many decoded messages has its field tree looked at. */
const TREE_EVERY = 16;

/** Runs cases, throws at the first that goes wrong, and keeps count. */
export class Campaign {
  cases = 0;
  decoded = 0;
  /** How often each end was come to: state and failure. */
  readonly ends = new Map<string, number>();
  /** Milliseconds that the slowest case took. */
  slowest = 0;
  /** Bytes, in one call. */
  mostAllocated = 0;

  private constructor(
    readonly library: readonly Recording[],
    private readonly outside: Outside,
  ) {}

  static async prepare(outside: Outside): Promise<Campaign> {
    return new Campaign(await makeLibrary(outside.verifier(ROOT, TIME)), outside);
  }

  get scenarios(): readonly string[] {
    return this.library.map(({ scenario }) => scenario.name);
  }

  systematic(): Generator<Case> {
    return systematicCases(this.library);
  }

  /** @throws Wrong where something happens that may not */
  async run(one: Case): Promise<string> {
    const recording = this.library.find(({ scenario }) => scenario.name === one.scenario);
    if (recording === undefined) throw new RangeError(`no scenario ${one.scenario}`);
    const begun = this.outside.clock();
    const result = await this.tried(recording, one);
    this.slowest = Math.max(this.slowest, this.outside.clock() - begun);
    if (result.wrong !== null) throw new Wrong(`${result.wrong}\n  case: ${JSON.stringify(one)}`);
    this.mostAllocated = Math.max(this.mostAllocated, result.allocated);
    this.cases += 1;
    const end = `${one.to} ${result.end}`;
    this.ends.set(end, (this.ends.get(end) ?? 0) + 1);
    return result.end;
  }

  private async tried(recording: Recording, one: Case): Promise<Result> {
    try {
      let result = await run(recording, one, this.outside.meter);
      for (let i = 1; i < TRIES && result.wrong?.includes("allocated"); i++) {
        result = await run(recording, one, this.outside.meter);
      }
      return result;
    } catch (error) {
      throw new Wrong(`${error instanceof Error ? error.stack : error}\n  case: ${JSON.stringify(one)}`);
    }
  }

  /** Decodes every message of the handshakes changed at each byte in a dozen ways. */
  *decoding(): Generator<Uint8Array> {
    for (const message of messagesOf(this.library)) yield* variantsOf(message);
  }

  /** @throws Wrong where something happens that may not */
  decode(bytes: Uint8Array): void {
    const wrong = decode(bytes, this.decoded % TREE_EVERY === 0);
    if (wrong !== null) throw new Wrong(`${wrong}\n  message: ${toHex(bytes)}`);
    this.decoded += 1;
  }
}
