import { bareOperations } from "./bare.ts";
import { handshake } from "./engine.ts";
import { type Throughput, throughput } from "./throughput.ts";
import { hostileValidation, makeChains, validations } from "./validation.ts";
import { makeWorld, type Pems, type World } from "./world.ts";

export type Contenders = Readonly<Record<string, () => Promise<void>>>;

/**
 * What e2e/bench.mjs runs, in Node and in a browser alike: handshakes, each call one; the speed of records; and
 * judgements of certification paths, each call one.
 */
export async function prepare(pems: Pems) {
  const world = await makeWorld(pems);
  const contenders: Contenders = {
    engine: async () => void (await handshake(world, false)),
    "engine, mutual": async () => void (await handshake(world, true)),
    "bare, synchronous hashes": () => bareOperations(world, false, "synchronous"),
    "bare, synchronous hashes, mutual": () => bareOperations(world, true, "synchronous"),
    "bare, WebCrypto hashes": () => bareOperations(world, false, "webcrypto"),
    "bare, WebCrypto hashes, mutual": () => bareOperations(world, true, "webcrypto"),
  };
  const chains = await makeChains();
  const throughputOf = (rounds: number) => medianThroughput(world, rounds);
  const raceOfValidations = async (others: Contenders, runs: number, warmUp: number) => ({
    ...(await race({ ...validations(chains), ...others }, runs, warmUp)),
    ...(await race(hostileValidation(chains), Math.ceil(runs / 5), Math.ceil(warmUp / 5))),
  });
  return { contenders, throughput: throughputOf, chains, validation: raceOfValidations };
}

/**
 * One run of each contender after the other, `runs` times over, so that whatever else the machine does hits them alike,
 * in another order each time, so that none always pays for what the one before it left behind: medians in ms. Before that `warmUp` runs of each, until the code of all is compiled, as in a program that goes on.
 */
export async function race(
  contenders: Contenders,
  runs: number,
  warmUp: number,
): Promise<Readonly<Record<string, number>>> {
  const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let i = -warmUp; i < runs; i++) {
    for (const [name, run] of shuffled(Object.entries(contenders))) {
      const begun = performance.now();
      await run();
      if (i >= 0) times.get(name)?.push(performance.now() - begun);
    }
  }
  return Object.fromEntries([...times].map(([name, list]) => [name, median(list)]));
}

/** Medians over all rounds: of each figure (MB a second), and of the ratios to bare WebCrypto in the same round. */
async function medianThroughput(world: World, rounds: number) {
  const all = await throughput(world, rounds);
  const middle = (pick: (one: Throughput) => number) => median(all.map(pick));
  return {
    seal: middle((one) => one.seal),
    open: middle((one) => one.open),
    bareSeal: middle((one) => one.bareSeal),
    bareOpen: middle((one) => one.bareOpen),
    sealRatio: middle((one) => one.seal / one.bareSeal),
    openRatio: middle((one) => one.open / one.bareOpen),
  };
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  const keyed = list.map((item) => ({ item, key: Math.random() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
