import { availableParallelism } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import v8 from "node:v8";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import fc from "fast-check";
import { build } from "vite";

/**
 * Fuzzes the TLS engine: every byte of every message of a dozen handshakes changed in several ways, messages and records
 * dropped, doubled and reordered, by attackers with and without keys (src/tls/fuzzing), then random attacks by fast-check.
 * Ends with 1 where anything but an alert or success comes of it, with what is needed to run that case again.
 *
 *   --seconds 1800    no new cases after this time
 *   --random 30000    how many random attacks
 *   --seed 1          of these; without it a new one is taken, and printed
 *   --path 3:1:0      with the seed of a failure: its counterexample alone
 *   --case '{…}'      a case alone, as a failure prints it
 *   --index 4711      a systematic case alone, by its number
 *   --workers 2       how many threads; default: one more than there are processors
 */
const cache = fileURLToPath(new URL("../node_modules/.cache/fuzz/", import.meta.url));
/** A case takes a few milliseconds. What takes this long, on however busy a machine, hangs. */
const HANG_MS = 20_000;
/** What the issue of the engine asks for. */
const LEAST_CASES = 100_000;

const flag = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};

if (isMainThread) await direct();
else await work(workerData);

/** Runs the workers and adds up what they say. */
async function direct() {
  await bundle();
  const alone = ["case", "index", "path"].some((name) => flag(name) !== undefined);
  const workers = alone ? 1 : Number(flag("workers", availableParallelism() + 1));
  const options = {
    workers,
    seconds: Number(flag("seconds", 1800)),
    random: Number(flag("random", 30_000)),
    seed: Number(flag("seed", Math.floor(Math.random() * 2 ** 31))),
    path: flag("path"),
    case: flag("case"),
    index: flag("index"),
  };
  console.log(`seed ${options.seed}, ${workers} workers, at most ${options.seconds} s`);
  const begun = performance.now();
  const reports = await Promise.all(Array.from({ length: workers }, (_, number) => employ(number, options)));
  const seconds = (performance.now() - begun) / 1000;
  for (const { failure } of reports) if (failure) console.error(`\nFAILED\n${failure}`);
  summarise(reports, seconds);
  const failed = reports.filter(({ failure }) => failure).length;
  const cases = sum(reports, (report) => report.cases);
  const isShort = !alone && cases < LEAST_CASES;
  if (isShort) console.error(`only ${cases} of ${LEAST_CASES} cases were run`);
  console.log(`\n${cases} passed, ${failed} failed`);
  process.exitCode = failed > 0 || isShort ? 1 : 0;
}

/** The engine, its fuzzing and the judge of certificates, as modules that Node loads. */
async function bundle() {
  const path = (name) => fileURLToPath(new URL(`../src/${name}`, import.meta.url));
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      ssr: true,
      outDir: cache,
      emptyOutDir: true,
      copyPublicDir: false,
      target: "es2022",
      sourcemap: true,
      rolldownOptions: {
        input: {
          campaign: path("tls/fuzzing/campaign.ts"),
          hostile: path("testing/arbitraries/hostile.ts"),
          verify: path("cli/verify.ts"),
        },
        output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
      },
    },
  });
}

/** One worker. It says by a shared number where it is, so that this is known even where it never comes back. */
function employ(number, options) {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL(import.meta.url), { workerData: { number, progress, ...options } });
  return new Promise((resolve) => {
    let last = { count: -1, since: performance.now() };
    const say = (report) => {
      clearInterval(watch);
      resolve({ cases: progress[0], decoded: 0, ends: [], slowest: 0, mostAllocated: 0, complete: false, ...report });
    };
    const where = () => `worker ${number} of ${options.workers}, at ${progress[0]}, systematic index ${progress[1]}`;
    const watch = setInterval(() => {
      if (progress[0] !== last.count) last = { count: progress[0], since: performance.now() };
      if (performance.now() - last.since < HANG_MS) return;
      void worker.terminate();
      say({ failure: `hangs: ${where()}, seed ${options.seed}` });
    }, 250);
    worker.on("message", say);
    worker.on("error", (error) => say({ failure: `${error.stack ?? error}\n  ${where()}, seed ${options.seed}` }));
    worker.on("exit", () => say({ failure: `a promise never settles: ${where()}, seed ${options.seed}` }));
  });
}

function summarise(reports, seconds) {
  const cases = sum(reports, (report) => report.cases);
  const ends = new Map();
  for (const report of reports) for (const [end, n] of report.ends) ends.set(end, (ends.get(end) ?? 0) + n);
  console.log(`\nhow cases ended:`);
  for (const [end, n] of [...ends].sort((a, b) => b[1] - a[1])) console.log(`  ${String(n).padStart(7)}  ${end}`);
  const slowest = Math.max(...reports.map((report) => report.slowest));
  const allocated = Math.max(...reports.map((report) => report.mostAllocated));
  console.log(`\n${cases} handshakes in ${seconds.toFixed(0)} s: ${(cases / seconds).toFixed(0)} cases/s`);
  console.log(`${sum(reports, (report) => report.decoded)} messages decoded beside them`);
  console.log(`slowest case ${slowest.toFixed(0)} ms`);
  console.log(`most allocated in one call, beside 16 KiB a record and message: ${Math.ceil(allocated / 1024)} KiB`);
  console.log(
    reports.every((report) => report.complete) ? "all systematic cases were run" : "not all systematic cases were run",
  );
}

function sum(reports, of) {
  return reports.reduce((total, report) => total + of(report), 0);
}

/** In a worker: its share of the cases, each of which counts, and what came of them. */
async function work({ number, progress, workers, seconds, random, seed, path, case: printed, index }) {
  const campaign = await prepare();
  const until = performance.now() + seconds * 1000;
  const step = async (one) => {
    await campaign.run(one);
    progress[0] += 1;
  };
  const report = { failure: null, complete: true };
  process.on("unhandledRejection", (error) => {
    throw error;
  });
  try {
    if (printed !== undefined) await step(JSON.parse(printed));
    else if (path === undefined) await systematic();
    if (printed === undefined && index === undefined && performance.now() < until) await atRandom();
  } catch (error) {
    report.failure = error instanceof Error ? error.message : String(error);
  }
  const { decoded, ends, slowest, mostAllocated } = campaign;
  parentPort.postMessage({ ...report, decoded, ends: [...ends], slowest, mostAllocated });

  async function systematic() {
    let place = -1;
    for (const one of campaign.systematic()) {
      place += 1;
      if (index === undefined ? place % workers !== number : place !== Number(index)) continue;
      progress[1] = place;
      if (performance.now() > until) report.complete = false;
      if (!report.complete) return;
      await step(one);
    }
    if (index !== undefined) return;
    place = -1;
    for (const message of campaign.decoding()) {
      place += 1;
      if (place % workers === number) campaign.decode(message);
    }
  }

  async function atRandom() {
    const { hostileCases } = await import(pathToFileURL(`${cache}hostile.mjs`).href);
    const property = fc.asyncProperty(hostileCases(campaign.scenarios), step);
    await fc.assert(property, {
      seed: path === undefined ? seed + number : seed,
      numRuns: Math.ceil(random / workers),
      interruptAfterTimeLimit: Math.max(1000, until - performance.now()),
      ...(path === undefined ? {} : { path, endOnFailure: true }),
    });
  }
}

async function prepare() {
  const { Campaign } = await import(pathToFileURL(`${cache}campaign.mjs`).href);
  const { verifierOf } = await import(pathToFileURL(`${cache}verify.mjs`).href);
  // What the judge of certificates allocates for itself is its own affair, and the same for any peer.
  let judged = 0;
  const used = () => {
    const { used_heap_size, external_memory } = v8.getHeapStatistics();
    return used_heap_size + external_memory;
  };
  const verifier = (root, time) => {
    const byPurpose = {
      server: verifierOf({ anchors: [root], name: "localhost", now: () => time }),
      client: verifierOf({ anchors: [root], name: null, now: () => time }),
    };
    return async (certificates, purpose) => {
      const before = used();
      const verdict = await byPurpose[purpose](certificates, purpose);
      judged += used() - before;
      return verdict;
    };
  };
  return Campaign.prepare({ meter: () => used() - judged, clock: () => performance.now(), verifier });
}
