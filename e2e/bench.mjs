import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { build } from "vite";
import { report } from "./bench/goals.mjs";
import * as peers from "./bench/peers.mjs";
import { makeWorld } from "./bench/world.mjs";
import { chromiumArgs, findChromium } from "./browser.mjs";

/**
 * How fast the TLS engine is, against others in the same run: Node's own tls, other JavaScript engines, and the bare
 * cryptography; and how fast certification paths are judged, against Node's own verification of their signatures. Then the engine and the bare cryptography in headless Chromium. Prints tables with the goals, then the
 * same as JSON. `--runs 200` says how many handshakes of each are measured (twice as many come before, to warm up);
 * `--no-peers` leaves other JavaScript engines out, `--no-browser` the browser.
 */
const flag = (name) => process.argv.includes(name);
const runs = Number(flag("--runs") ? process.argv[process.argv.indexOf("--runs") + 1] : 200);
if (!Number.isInteger(runs) || runs < 1) throw new RangeError("--runs wants a number of handshakes");
/** In rounds of 64 records. */
const throughputRounds = runs;
const cache = fileURLToPath(new URL("../node_modules/.cache/bench/", import.meta.url));
/** The last versions that were measured; fetched into the cache when first asked for, and no dependency of ours. */
const others = { "lemon-tls": "0.7.0", subtls: "0.5.0", "@reclaimprotocol/tls": "0.1.2", "node-forge": "1.4.3" };

const bundle = await bundleEngine();
const pems = makeWorld();
const result = { node: await inNode() };
if (!flag("--no-browser")) result.chromium = await inChromium();
console.log(report(result, runs));
console.log(JSON.stringify(result, null, 2));
process.exit(0);

/** src/testing/bench as one module that Node and browsers load. */
async function bundleEngine() {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      lib: {
        entry: fileURLToPath(new URL("../src/testing/bench/main.ts", import.meta.url)),
        formats: ["es"],
        fileName: "engine",
      },
      outDir: cache,
      emptyOutDir: false,
      // One file: what is loaded late must be there too.
      rolldownOptions: { output: { codeSplitting: false } },
      target: "es2022",
      minify: false,
    },
  });
  return `${cache}engine.js`;
}

async function inNode() {
  // The others first: one of them brings a Reflect of its own that does not find itself at home after ours.
  const rivals = flag("--no-peers") || !fetchOthers() ? {} : await rivalContenders();
  const { prepare, race } = await import(pathToFileURL(bundle).href);
  const { contenders, throughput, chains, validation } = await prepare(pems);
  const all = { ...contenders, ...both("Node tls", peers.nodeTls(pems)), ...rivals };
  const node = { "Node X509Certificate": peers.nodeCertificates(chains.good) };
  return {
    handshake: await race(all, runs, 2 * runs),
    throughput: await throughput(throughputRounds),
    validation: await validation(node, 5 * runs, 10 * runs),
  };
}

/** Those that can be loaded and get through a handshake; of the rest it is said that they were not run. */
async function rivalContenders() {
  const makers = [
    async () => both("lemon-tls", await peers.lemonTls(pems, cache)),
    async () => ({ "subtls, of a Node server": await peers.subtls(pems, cache) }),
    async () => ({ "@reclaimprotocol/tls, of a Node server": await peers.reclaim(pems, cache) }),
    async () => both("node-forge (TLS 1.1, RSA)", await peers.forge(pems, cache)),
  ];
  const ready = {};
  for (const make of makers) {
    try {
      const contenders = await make();
      for (const run of Object.values(contenders)) await run();
      Object.assign(ready, contenders);
    } catch (error) {
      console.log(`Not run: ${error.message}`);
    }
  }
  return ready;
}

function both(name, run) {
  return { [name]: () => run(false), [`${name}, mutual`]: () => run(true) };
}

/** True where the other engines are there, fetched now or before. */
function fetchOthers() {
  mkdirSync(cache, { recursive: true });
  const missing = Object.keys(others).filter((name) => !existsSync(`${cache}node_modules/${name}`));
  if (missing.length === 0) return true;
  const wanted = Object.entries(others).map(([name, version]) => `${name}@${version}`);
  const options = ["--prefix", cache, "--no-save", "--silent", "--ignore-scripts"];
  const { status } = spawnSync("npm", ["install", ...options, ...wanted], { shell: process.platform === "win32" });
  if (status !== 0) console.log("The other engines could not be fetched: not run.");
  return status === 0;
}

async function inChromium() {
  const script = readFileSync(bundle);
  const server = createServer((request, response) => {
    const isScript = request.url === "/engine.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    // A page that shares nothing with others has a clock of 5 µs; others are told the time in steps of 100 µs.
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    response.end(isScript ? script : "<!doctype html><title>bench</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const executablePath = findChromium()?.executablePath;
  const browser = await chromium.launch({ args: chromiumArgs, ...(executablePath ? { executablePath } : {}) });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await page.evaluate(measureInPage, { pems, runs, throughputRounds });
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page, where nothing of this file is known. */
async function measureInPage({ pems, runs, throughputRounds }) {
  const { prepare, race } = await import("/engine.js");
  const { contenders, throughput, validation } = await prepare(pems);
  return {
    handshake: await race(contenders, runs, 2 * runs),
    throughput: await throughput(throughputRounds),
    validation: await validation({}, 5 * runs, 10 * runs),
  };
}
