import type { RsaPool } from "../crypto/pool.ts";
import type { Scene, Setup } from "../scenes/types.ts";
import { continueRun, record, type Run as SimRun } from "../sim/recorder.ts";
import type { Recording, Throw } from "../sim/recording.ts";
import { seedOf } from "./seed.ts";
import { positionOf, switchValue, throwsKey } from "./throws.ts";

/** A recorded run, together with whatever its recorder needs to continue it. */
export type Run = Readonly<{ recording: Recording }>;

/** What the player asks of the simulation. Type-parameter: the recorder's own kind of run. */
export type Recorder<R extends Run> = Readonly<{
  record: (hops: number, throws: readonly Throw[], seed?: string) => Promise<R>;
  /** A run whose first `keep` steps are those of `run`, byte for byte; the rest is new. */
  continueRun: (run: R, throws: readonly Throw[], keep: number) => Promise<R>;
}>;

export type Settled = Readonly<{
  recording: Recording;
  /** Throws after a step that this run does not have. */
  dropped: readonly Throw[];
}>;

export type Runs = Readonly<{
  /** The run of a setup: the very same one each time, until `renew`. */
  settle: (setup: Setup) => Promise<Settled>;
  /** Forgets every run: the next is recorded with new keys. */
  renew: () => void;
}>;

const MOST_RUNS = 64;

/**
 * Runs by setup. They form a tree: the run of throws t1…tn continues the run of t1…tn-1 from the place of tn, so any
 * two runs are the same up to where their throws part, and going back in the history finds the very same recording.
 */
export function createRuns<R extends Run>(scene: Scene, recorder: Recorder<R>): Runs {
  let known = new Map<string, Promise<R>>();
  let bases = new Map<string, Promise<R>>();

  function base(setup: Setup): Promise<R> {
    const { hops, throws, seed } = setup;
    const kind = keyOf({ ...setup, throws: [] });
    const first = bases.get(kind);
    if (first !== undefined) {
      return remember(setup, async () => recorder.continueRun(await first, throws, 0));
    }
    const made = remember(setup, () => recorder.record(hops, throws, seed));
    const into = bases;
    into.set(kind, made);
    made.catch(() => into.delete(kind));
    return made;
  }

  function remember(setup: Setup, make: () => Promise<R>): Promise<R> {
    const key = keyOf(setup);
    const cache = known;
    const found = cache.get(key);
    if (found !== undefined) return found;
    const made = make();
    cache.set(key, made);
    made.catch(() => cache.delete(key));
    return made;
  }

  /** Marks a run and those that it continues as used last, they after it: so none is forgotten before its heirs. */
  function touch(setup: Setup): void {
    for (let length = setup.throws.length; length >= 0; length--) {
      const key = keyOf({ ...setup, throws: setup.throws.slice(0, length) });
      const run = known.get(key);
      if (run === undefined) continue;
      known.delete(key);
      known.set(key, run);
    }
    for (const key of known.keys()) {
      if (known.size <= MOST_RUNS) return;
      known.delete(key);
    }
  }

  async function settle(setup: Setup): Promise<Settled> {
    const asked = withoutRepeats(setup.throws.filter((t) => isPossible(scene, t)));
    let throws: readonly Throw[] = asked
      .filter((t) => t.after === null && t.value !== switchValue(scene, [], t.switch))
      .sort(bySwitch);
    let later = asked.filter((t) => t.after !== null);
    let run = await base({ ...setup, throws });
    while (later.length > 0) {
      const next = firstOf(run.recording, later);
      if (next === null) break;
      later = later.filter((t) => t !== next.thrown);
      if (switchValue(scene, throws, next.thrown.switch) === next.thrown.value) continue;
      throws = [...throws, next.thrown];
      const parent = run;
      const all = throws;
      run = await remember({ ...setup, throws: all }, () => recorder.continueRun(parent, all, next.position));
    }
    touch({ ...setup, throws });
    return { recording: run.recording, dropped: later };
  }

  return {
    settle,
    renew: () => {
      known = new Map();
      bases = new Map();
    },
  };
}

/** The recorder of the simulation, for one scene. */
export function recorderOf(scene: Scene, pool: RsaPool): Recorder<SimRun> {
  const common = { scene: scene.card.id, pool };
  return {
    record: (hops, throws, seed) => record(scene.scenario, { ...common, ...seedOf({ seed }), hops, throws }),
    continueRun: (run, throws, keep) =>
      continueRun(scene.scenario, { ...common, ...seedOf(run.recording), hops: run.recording.hops, throws }, run, keep),
  };
}

/** A text that is equal for equal setups. */
function keyOf({ hops, throws, seed = "" }: Setup): string {
  // No seed has a line's end in it.
  return `${seed}\n${hops} ${throwsKey(throws)}`;
}

/** The throw with the earliest place in a recording; null where it has the place of none. */
function firstOf(recording: Recording, throws: readonly Throw[]): { thrown: Throw; position: number } | null {
  const placed = throws.flatMap((thrown) => {
    const position = positionOf(recording, thrown);
    return position === null ? [] : [{ thrown, position }];
  });
  placed.sort((a, b) => a.position - b.position || bySwitch(a.thrown, b.thrown));
  return placed[0] ?? null;
}

function isPossible(scene: Scene, { switch: id, value }: Throw): boolean {
  return scene.switches.some((spec) => spec.id === id && spec.options.some((option) => option.value === value));
}

function bySwitch(a: Throw, b: Throw): number {
  return a.switch < b.switch ? -1 : a.switch > b.switch ? 1 : 0;
}

/** One throw per switch and place: the last one. */
function withoutRepeats(throws: readonly Throw[]): readonly Throw[] {
  return [...new Map(throws.map((t) => [JSON.stringify([t.switch, t.after]), t])).values()];
}
