// The service worker, as `sw.js` beside the page: keeps the built files, so that the page works without a network. The
// build puts in what there is (vite.config.ts). A version is kept whole or not at all, and the one before it is kept
// along: a page that is still open finds its parts.
const VERSION = "{version}";
/** All of the page's files, by addresses relative to this one; those in assets/ never change under their name. */
const FILES = ["{files}"];

const prefix = `between-alice-and-bob ${registration.scope} `;
const cacheName = prefix + VERSION;
/** So many files come at once: whoever reads meanwhile shall not notice. */
const LANES = 3;

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  if (event.data === "now") skipWaiting();
});
addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(path, event.request));
});

async function keepAll() {
  const cache = await caches.open(cacheName);
  const waiting = [...FILES];
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await keep(cache, file);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** What an earlier version has under the same name is the same; all else is asked for anew. */
async function keep(cache, file) {
  const isFixed = file.startsWith("assets/");
  const known = isFixed ? await earlier(file) : undefined;
  // What leads to another origin is none of our files: a sign-in page, say.
  const response = known ?? (await fetch(file, { cache: isFixed ? "default" : "no-cache", mode: "same-origin" }));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  // Some hosts answer a page in place of a file that they don't have (yet): kept, it would stay under that name for good.
  if (file !== "index.html" && /\bhtml\b/.test(response.headers.get("Content-Type") ?? ""))
    throw new Error(`${file}: a page instead`);
  await cache.put(file, await unredirected(response));
}

/** Hosts that call index.html `/` redirect; and browsers refuse to show a page by an answer that was redirected. */
async function unredirected(response) {
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}

async function takeOver() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

/** Which of the files is asked for; null where it is none of them, or no plain question. */
function pathOf({ method, url, mode }) {
  const { origin, pathname } = new URL(url);
  const scope = new URL(registration.scope);
  if (method !== "GET" || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const path = pathname.slice(scope.pathname.length);
  if (path === "" && mode === "navigate") return "index.html";
  return FILES.includes(path) || path.startsWith("assets/") ? path : null;
}

async function answer(path, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? (await earlier(path)) ?? fetch(request);
}

/** What another version of ours has under this name; of files that never change only. */
async function earlier(path) {
  if (!path.startsWith("assets/")) return undefined;
  for (const name of await caches.keys()) {
    const found = name.startsWith(prefix) ? await (await caches.open(name)).match(path) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
