import { serveDist } from "../static-server.mjs";

/** Scenes of all acts, as a course would have them on one page. */
const SCENES =
  "direct routers asymmetric symmetric agreement impostor mitm certificate rejection lookalike unknown-client mutual client-rejection mutual-mitm tls13 tls13-rejection tls13-mutual hello-retry resumption issuance".split(
    " ",
  );
const LONGEST_MS = 120_000;

/** A page with twenty scenes, some text between them. */
export function twentyScenes(site) {
  const scenes = SCENES.map(
    (id) => `<h2>${id}</h2><p>What we saw.</p><alice-bob-scene scene="${id}"></alice-bob-scene>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Course</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <script async src="${site}embed.js"></script><body><h1>Course</h1>${scenes.join("")}`;
}

/**
 * Twenty scenes on a page of another origin: how much JavaScript is downloaded for all of them, which file more than
 * once, when the first and when all can be used as somebody scrolls through, and how large the heaps are then.
 */
export async function measureTwenty(browser) {
  const asked = [];
  const site = await serveDist({ gzip: true, cached: true, asked: (path, bytes) => asked.push({ path, bytes }) });
  const host = await serveDist({ base: "/unused/", host: "127.0.0.1", pages: { "/": twentyScenes(site.url) } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    await page.addInitScript(noteReady);
    // Another site than `localhost`: the scenes are in a process of their own, as they are in the world.
    const begun = Date.now();
    await page.goto(`http://127.0.0.1:${host.port}/`, { waitUntil: "commit" });
    await page.waitForFunction(() => window.__ready.length > 0, null, { timeout: LONGEST_MS });
    const firstMs = Date.now() - begun;
    const loadedAtFirst = await page.locator("alice-bob-scene iframe").count();
    const scrolled = Date.now();
    await page.evaluate(scrollThrough);
    await page.waitForFunction((count) => window.__ready.length >= count, SCENES.length, { timeout: LONGEST_MS });
    const allMs = Date.now() - scrolled;
    const scripts = asked.filter(({ path }) => path.endsWith(".js"));
    const times = countBy(scripts);
    const heaps = await heapsOf(page);
    return {
      scenes: SCENES.length,
      loadedAtFirst,
      firstMs,
      allMs,
      javascriptBytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0),
      files: times.size,
      downloadedAgain: [...times].filter(([, count]) => count > 1).map(([path]) => path),
      hostHeapBytes: heaps[0],
      scenesHeapBytes: heaps.slice(1).reduce((sum, bytes) => sum + bytes, 0),
    };
  } finally {
    await page.close();
    site.close();
    host.close();
  }
}

function countBy(scripts) {
  const counts = new Map();
  for (const { path } of scripts) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

/** Runs in the page, before anything of it: which scenes have said that they stand. */
function noteReady() {
  window.__ready = [];
  window.addEventListener("ready", ({ detail }) => window.__ready.push(detail.scene));
}

/** Runs in the page: goes to its end, a screen at a time. */
async function scrollThrough() {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await pause(100);
  }
}

/** What is alive on the heaps after a collection: of the page, and of each process that its frames are in. */
async function heapsOf(page) {
  const heaps = [];
  for (const target of [page, ...page.frames().slice(1, 2)]) {
    const cdp = await page
      .context()
      .newCDPSession(target)
      .catch(() => null);
    if (cdp === null) continue;
    await cdp.send("HeapProfiler.collectGarbage");
    heaps.push((await cdp.send("Runtime.getHeapUsage")).usedSize);
  }
  return heaps;
}
