import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { build } from "vite";
import { longRun } from "./bench/longRun.mjs";
import { measureTwenty } from "./bench/twenty.mjs";
import { report } from "./bench/uiReport.mjs";
import { chromiumArgs, ensureChromium } from "./browser.mjs";
import { dist, serveDist } from "./static-server.mjs";

/**
 * What the page costs, measured on a production build in headless Chromium:
 * the JavaScript of the first scene, the time to its first step, the work per frame while packets move, and the time
 * from a thrown switch to its future. Prints a table, then the same as JSON. `--no-build` takes dist/ as it stands;
 * `--only=frames,throws` measures these alone.
 */
const NEXT = "Next step";
const FIRST_SCENE = "#/scene/direct";
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const CPU_SLOWDOWN = 4;
const TRACE_CATEGORIES = [
  "toplevel",
  "devtools.timeline",
  "blink.user_timing",
  "disabled-by-default-devtools.timeline",
];
const TASKS = ["RunTask", "ThreadControllerImpl::RunTask"];
/** Two frames further apart than this have a rest between them. */
const LONGEST_FRAME_MS = 250;
/** One step after the other: packets over eight routers move for a second or so. */
const STEP_MS = 900;
const STEPS = 16;
const THROWS_PER_SCENE = 6;
const LONGEST_SCENE = "tls13-mutual";
const LARGEST_MESSAGE = "alice.opens.serverCertificate";
const RECORDINGS = 15;
const LADDER_STEPS = 1000;
/** So far at every frame: faster than anybody reads. */
const SCROLL_PX = 200;
/** Stands in @peculiar/x509 and nowhere else: where it is found, the library is. */
const X509_MARK = "crypto.signatureFormatter";

if (!process.argv.includes("--no-build")) await build({ logLevel: "warn" });
const server = await serveDist({ cors: true, gzip: true });
const { executablePath } = ensureChromium();
const browser = await chromium.launch({ args: chromiumArgs, ...(executablePath ? { executablePath } : {}) });

const MEASURES = {
  javascript: measureJavaScript,
  firstStep: () => measureFirstStep(5),
  frames: measureFrames,
  throws: measureThrows,
  recording: measureRecording,
  bytes: measureBytes,
  twenty: () => measureTwenty(browser),
  ladder: async () => [await measureLadder(1), await measureLadder(CPU_SLOWDOWN)],
};

try {
  const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
  const result = {};
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (only === undefined || only.split(",").includes(name)) result[name] = await measure();
  }
  report(result);
  console.log(`\n${JSON.stringify(result, null, 2)}`);
} finally {
  await browser.close();
  server.close();
}

/** Every script asked for on the way to the first scene, and within three seconds after it stands. */
async function measureJavaScript() {
  const page = await browser.newPage();
  const paths = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") paths.push(new URL(response.url()).pathname);
  });
  await page.goto(server.url + FIRST_SCENE);
  await standing(page);
  const atFirst = [...paths];
  await page.waitForTimeout(3000);
  await page.close();
  const files = paths.map((path) => {
    const text = readFileSync(join(dist, path));
    const hasX509 = text.includes(X509_MARK);
    return { path, gzip: gzipSync(text, { level: 9 }).length, hasX509, later: !atFirst.includes(path) };
  });
  const total = (list) => list.reduce((sum, file) => sum + file.gzip, 0);
  return {
    gzipBytesToFirstStep: total(files.filter((file) => !file.later)),
    gzipBytesInAll: total(files),
    x509: files.some((file) => file.hasX509),
    files,
  };
}

/** From the start of the navigation until the scene stands and answers: its first step begun by the keyboard. */
async function measureFirstStep(runs) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await page.addInitScript(noteFirsts, NEXT);
    await page.goto(server.url + FIRST_SCENE);
    await page.waitForFunction(() => window.__firsts.step !== null, null, { timeout: 60_000 });
    times.push(await page.evaluate(() => window.__firsts));
    await context.close();
  }
  const of = (name) =>
    round(
      quantile(
        times.map((time) => time[name]),
        0.5,
      ),
    );
  const conditions = { runs, network: "Slow 4G: 1.44 Mbit/s, 562.5 ms", cpu: CPU_SLOWDOWN };
  return { ...conditions, firstTextMs: of("text"), sceneStandsMs: of("stands"), firstStepMs: of("step") };
}

/** Runs in the page: when the first text was painted, when the scene stood, when its first step had begun. */
function noteFirsts(nextName) {
  const firsts = { text: null, stands: null, step: null };
  window.__firsts = firsts;
  new PerformanceObserver((list) => {
    firsts.text ??= list.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null;
  }).observe({ type: "paint", buffered: true });
  const position = () => document.querySelector("input[type=range][aria-label='Step']")?.value;
  const look = () => {
    const next = document.querySelector(`button[aria-label='${nextName}']`);
    if (firsts.stands === null && next !== null && position() === "0") {
      firsts.stands = performance.now();
      next.click();
    } else if (firsts.stands !== null && position() === "1") {
      firsts.step = performance.now();
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/**
 * Work of the main thread per frame while packets cross eight routers, at normal speed: the tasks between two
 * frames, summed. Taken from the browser's own trace, so style, layout and painting count as well.
 */
async function measureFrames() {
  const page = await browser.newPage();
  await page.goto(`${server.url}#/scene/routers?hops=8`);
  await standing(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  const events = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const done = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.start", {
    traceConfig: { includedCategories: TRACE_CATEGORIES },
    transferMode: "ReportEvents",
  });
  await page.evaluate(() => performance.mark("bench-begins"));
  await page.evaluate(stepOn, { nextName: NEXT, everyMs: STEP_MS, steps: STEPS });
  await cdp.send("Tracing.end");
  await done;
  await page.close();
  return frameWork(events);
}

/** Runs in the page: begins a step as soon as the last one's motion is about over, so that something always moves. */
async function stepOn({ nextName, everyMs, steps }) {
  for (let step = 0; step < steps; step++) {
    document.querySelector(`button[aria-label='${nextName}']`)?.click();
    // A question would hold the packet back.
    [...document.querySelectorAll("button")].find((button) => button.textContent?.startsWith("Skip"))?.click();
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** A frame is what happens between two animation frames of the page; a pause between two steps is none. */
function frameWork(events) {
  const mark = events.find((event) => event.name === "bench-begins");
  const here = events.filter((event) => event.pid === mark.pid && event.tid === mark.tid && event.ts >= mark.ts);
  const tasks = outermost(here.filter((event) => TASKS.includes(event.name) && event.ph === "X"));
  const ticks = here.filter((event) => event.name === "FireAnimationFrame").map((event) => event.ts);
  const starts = [...new Set(ticks.map((ts) => tasks.findLast((task) => task.ts <= ts)?.ts))].filter(
    (ts) => ts !== undefined,
  );
  const frames = starts
    .map((start, i) => ({ start, end: starts[i + 1] ?? start }))
    .map(({ start, end }) => ({
      workMs: tasks.filter((task) => task.ts >= start && task.ts < end).reduce((sum, task) => sum + task.dur / 1000, 0),
      lengthMs: (end - start) / 1000,
    }))
    .filter((frame) => frame.lengthMs > 0 && frame.lengthMs < LONGEST_FRAME_MS);
  const work = frames.map((frame) => frame.workMs);
  const lengths = frames.map((frame) => frame.lengthMs);
  const durations = tasks.map((task) => task.dur / 1000);
  return {
    routers: 8,
    cpu: CPU_SLOWDOWN,
    frames: frames.length,
    workP50Ms: round(quantile(work, 0.5)),
    workP95Ms: round(quantile(work, 0.95)),
    intervalP50Ms: round(quantile(lengths, 0.5)),
    intervalP95Ms: round(quantile(lengths, 0.95)),
    longestTaskMs: round(Math.max(0, ...durations)),
    tasksOver50Ms: durations.filter((ms) => ms > 50).length,
  };
}

/** A task stands in the trace once for each category that names it, one within the other: its work is to count once. */
function outermost(events) {
  let end = Number.NEGATIVE_INFINITY;
  return events
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    .filter((event) => {
      if (event.ts + event.dur <= end) return false;
      end = event.ts + event.dur;
      return true;
    });
}

/**
 * From a click on a switch's control until the new future is there: the player then writes the throw into the address.
 * Every scene that has switches, several places of its run, and every one of its settings in turn.
 */
async function measureThrows() {
  const page = await browser.newPage();
  await page.addInitScript(noteWrites);
  await page.goto(server.url);
  await standing(page);
  const scenes = await page.evaluate(() =>
    [...document.querySelectorAll("nav a[href^='#/scene/']")].map((link) => link.getAttribute("href")),
  );
  const times = [];
  for (const scene of scenes) {
    await page.goto("about:blank");
    await page.goto(server.url + scene);
    await standing(page);
    for (let nth = 0; nth < THROWS_PER_SCENE; nth++) {
      const ms = await page.evaluate(throwOne, { nth, of: THROWS_PER_SCENE });
      if (ms !== null) times.push({ scene: scene.replace("#/scene/", ""), ms });
      // Keys are made ahead of need, while nothing else happens: a person takes longer than this.
      await page.waitForTimeout(400);
    }
  }
  await page.close();
  const ms = times.map((time) => time.ms);
  const worst = new Map();
  for (const { scene, ms: took } of times) worst.set(scene, Math.max(worst.get(scene) ?? 0, took));
  return {
    throws: times.length,
    scenes: new Set(times.map((time) => time.scene)).size,
    p50Ms: round(quantile(ms, 0.5)),
    p95Ms: round(quantile(ms, 0.95)),
    maxMs: round(Math.max(...ms)),
    worstByScene: Object.fromEntries([...worst].map(([scene, took]) => [scene, round(took)])),
  };
}

/** The longest scene of Act V recorded anew, from the press on the button until its first step may be taken. */
async function measureRecording() {
  const page = await browser.newPage();
  await page.goto(`${server.url}#/scene/${LONGEST_SCENE}`);
  await standing(page);
  const times = [];
  for (let run = 0; run < RECORDINGS; run++) {
    times.push(await page.evaluate(recordOnce));
    await page.waitForTimeout(250);
  }
  await page.close();
  return {
    scene: LONGEST_SCENE,
    runs: times.length,
    p50Ms: round(quantile(times, 0.5)),
    minMs: round(Math.min(...times)),
  };
}

/** Runs in the page: begins the scene again, with new keys, and tells how long the recording took in ms. */
function recordOnce() {
  return new Promise((resolve) => {
    const bar = document.querySelector("[aria-label=Transport]");
    let began = 0;
    const observer = new MutationObserver(() => {
      if (bar.getAttribute("aria-busy") === "true") return;
      observer.disconnect();
      resolve(performance.now() - began);
    });
    observer.observe(bar, { attributeFilter: ["aria-busy"] });
    began = performance.now();
    bar.querySelector("button").click();
  });
}

/** The bytes of the largest message, from the press on its depth until every field of them stands, on a slower CPU. */
async function measureBytes() {
  const page = await browser.newPage();
  await page.goto(`${server.url}#/scene/${LONGEST_SCENE}?step=${LARGEST_MESSAGE}&depth=bytes`);
  await page.getByRole("tree").first().waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  const times = [];
  for (let run = 0; run < RECORDINGS; run++) {
    times.push(await page.evaluate(openBytes));
    await page.waitForTimeout(250);
  }
  await page.close();
  return {
    step: LARGEST_MESSAGE,
    runs: times.length,
    p50Ms: round(quantile(times, 0.5)),
    minMs: round(Math.min(...times)),
  };
}

/** Runs in the page: from the protocol's depth to the bytes, until the fields are there; in ms. */
async function openBytes() {
  const depth = (words) => [...document.querySelectorAll("label")].find((label) => label.textContent === words);
  depth("Protocol").click();
  await new Promise((resolve) => setTimeout(resolve, 400));
  return new Promise((resolve) => {
    const began = performance.now();
    const observer = new MutationObserver(() => {
      if (document.querySelectorAll("[role=tree]").length < 2) return;
      observer.disconnect();
      resolve(performance.now() - began);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    depth("Bytes").click();
  });
}

/**
 * The ladder of a run of a thousand steps, scrolled from top to bottom: how far frames are apart. The run is a file of
 * the longest scene's own steps many times over, loaded as anybody loads one.
 */
async function measureLadder(cpu) {
  const page = await browser.newPage();
  await page.goto(`${server.url}#/scene/${LONGEST_SCENE}`);
  await standing(page);
  const recording = longRun(await recordingOf(page), LADDER_STEPS);
  await page.getByRole("button", { name: "More", exact: true }).click();
  const file = { name: "long.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(recording)) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.waitForFunction(
    (count) => document.querySelector("input[type=range][aria-label='Step']")?.max === String(count),
    recording.steps.length,
  );
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: /^The ladder/ }).click();
  await page.getByRole("dialog", { name: "The ladder" }).getByRole("listitem").first().waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await page.waitForTimeout(500);
  const lengths = await page.evaluate(scrollLadder, SCROLL_PX);
  await page.close();
  return {
    steps: recording.steps.length,
    cpu,
    frames: lengths.length,
    intervalP50Ms: round(quantile(lengths, 0.5)),
    intervalP95Ms: round(quantile(lengths, 0.95)),
    maxMs: round(Math.max(...lengths)),
  };
}

/** The recording of what is on stage, as the app gives it away. */
async function recordingOf(page) {
  await page.getByRole("button", { name: "More", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download this recording" }).click(),
  ]);
  return JSON.parse(readFileSync(await download.path(), "utf8"));
}

/** Runs in the page: scrolls the ladder down and up again, a way at each frame; how long the frames took in ms. */
async function scrollLadder(px) {
  const box = document.querySelector("dialog[open] section");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const lengths = [];
  let last = await frame();
  for (const way of [px, -px]) {
    const end = () => (way > 0 ? box.scrollTop + box.clientHeight >= box.scrollHeight - 1 : box.scrollTop <= 0);
    while (!end()) {
      box.scrollBy(0, way);
      const now = await frame();
      lengths.push(now - last);
      last = now;
    }
  }
  return lengths;
}

/** Runs in the page: tells when the address was last written. */
function noteWrites() {
  for (const how of ["pushState", "replaceState"]) {
    const write = history[how].bind(history);
    history[how] = (...parts) => {
      write(...parts);
      window.__written?.(performance.now());
    };
  }
}

/** Runs in the page: goes to a place of the run, throws one switch there, and tells how long its future took in ms. */
async function throwOne({ nth, of }) {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const slider = document.querySelector("input[type=range][aria-label='Step']");
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  setValue.call(slider, String(Math.floor((Number(slider.max) * nth) / of)));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await pause(100);
  const bar = document.querySelector("[aria-label=Transport]");
  const folded = [...bar.querySelectorAll("button[aria-expanded=false]")].find((b) =>
    b.textContent?.startsWith("What if"),
  );
  folded?.click();
  await pause(100);
  const controls = [
    ...bar.querySelectorAll("input[type=radio]:not(:checked), input[type=checkbox], option:not(:checked)"),
  ];
  const control = controls[nth % Math.max(controls.length, 1)];
  if (control === undefined) return null;
  const written = new Promise((resolve) => {
    window.__written = resolve;
    setTimeout(() => resolve(Number.NaN), 10_000);
  });
  const begun = performance.now();
  if (control instanceof HTMLOptionElement) {
    control.selected = true;
    control.parentElement?.dispatchEvent(new Event("change", { bubbles: true }));
  } else control.click();
  const ms = (await written) - begun;
  window.__written = undefined;
  return Number.isNaN(ms) ? null : ms;
}

async function standing(page) {
  await page.locator(".static").waitFor({ state: "detached" });
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
}

function quantile(values, q) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

function round(ms) {
  return Math.round(ms * 10) / 10;
}
