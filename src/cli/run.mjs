// Starts `src/cli/<name>.ts` under a Node that runs no TypeScript: `node src/cli/run.mjs bob --port 8443`.
//
// The first start bundles the program with the Rolldown that Vite brings (about half a second) and keeps the result in
// node_modules/.cache; later starts only look whether one of its source files changed. Files are written under another
// name and then renamed, so that two programs can start at once.
import { createHash, randomUUID } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, "node_modules/.cache/between-alice-and-bob");
const HOUR = 3_600_000;

const [name = "", ...args] = process.argv.slice(2);
process.setSourceMapsEnabled(true);
const { main } = await program(name);
process.exitCode = await main(args);

/** The program's module, from the cache where that is up to date. */
async function program(name) {
  const kept = upToDate(name);
  try {
    if (kept !== null) return await import(pathToFileURL(kept).href);
  } catch (error) {
    // Another start swept it away between our look and our reading.
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  }
  return import(pathToFileURL(keep(name, await bundle(name))).href);
}

/** The bundle's path, or null where there is none or one of the files it was made of is not as it was. */
function upToDate(name) {
  try {
    const { made, file } = JSON.parse(readFileSync(join(cache, `${name}.json`), "utf8"));
    const path = join(cache, file);
    statSync(path);
    return made.every(([source, stamp]) => stampOf(source) === stamp) ? path : null;
  } catch {
    return null;
  }
}

/** One file of JavaScript with all that the program imports, and the stamps that its sources had before it was made. */
async function bundle(name) {
  const { rolldown } = await rolldownOfVite();
  const stamps = new Map();
  const build = await rolldown({
    input: join(root, `src/cli/${name}.ts`),
    platform: "node",
    external: /^node:/,
    // What stands in the map, stamped when it is loaded: a file that changes later is seen to have changed.
    plugins: [
      { name: "stamps", load: (id) => void stamps.set(id, stampOf(id)) },
      { name: "vite", resolveId: outside },
    ],
  });
  // `file` is where it will lie, so that places in errors are given from there.
  const file = join(cache, `${name}.mjs`);
  const options = { file, format: "esm", sourcemap: "inline", sourcemapExcludeSources: true, codeSplitting: false };
  const { output } = await build.generate(options);
  await build.close();
  const own = fileURLToPath(import.meta.url);
  const made = [...stamps, [own, stampOf(own)]].filter(([, stamp]) => stamp !== null);
  return { code: output[0].code, made };
}

/** Vite itself is not bundled: the program finds it where it lies, wherever the bundle is kept. */
function outside(id) {
  return id === "vite" ? { id: import.meta.resolve("vite"), external: true } : null;
}

/** Vite's own: no other dependency, and no other version. */
async function rolldownOfVite() {
  const vite = createRequire(import.meta.url).resolve("vite/package.json");
  return import(pathToFileURL(createRequire(vite).resolve("rolldown")).href);
}

/** Writes the bundle under the name of its content, then the list that points to it. */
function keep(name, { code, made }) {
  const file = `${name}-${createHash("sha256").update(code).digest("hex").slice(0, 16)}.mjs`;
  try {
    mkdirSync(cache, { recursive: true });
    sweep(name, file);
    write(join(cache, file), code);
    write(join(cache, `${name}.json`), JSON.stringify({ made, file }));
    return join(cache, file);
  } catch {
    // node_modules can't be written to: this start is on its own.
    const path = join(mkdtempSync(join(tmpdir(), "between-alice-and-bob-")), file);
    writeFileSync(path, code);
    process.once("exit", () => rmSync(resolve(path, ".."), { recursive: true, force: true }));
    return path;
  }
}

function write(path, text) {
  const temporary = `${path}.${randomUUID()}`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

/** Removes bundles that nobody starts any more. */
function sweep(name, keeping) {
  for (const file of readdirSync(cache)) {
    const old = file.startsWith(`${name}-`) && file !== keeping;
    if (old && Date.now() - statSync(join(cache, file)).mtimeMs > HOUR) rmSync(join(cache, file), { force: true });
  }
}

function stampOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.mtimeMs} ${stats.size}`;
}
