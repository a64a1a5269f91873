import { rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

/**
 * Node runs no TypeScript: makes of a module, and of all that it imports, what Node can load, and loads it.
 * @param entry the module's URL
 */
export async function loadTypeScript(entry) {
  const name = basename(entry.pathname, ".ts");
  // A folder of its own: parts are loaded late, and another run must not sweep them away before.
  const outDir = fileURLToPath(new URL(`../node_modules/.cache/typescript/${name}-${process.pid}/`, import.meta.url));
  process.once("exit", () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: [{ name: "as they lie", enforce: "pre", resolveId: asItLies }],
    build: {
      ssr: fileURLToPath(entry),
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      target: "es2022",
      minify: false,
      rolldownOptions: { output: { entryFileNames: "[name].mjs" } },
    },
  });
  return import(pathToFileURL(`${outDir}${name}.mjs`).href);
}

/** Modules that know by their own place where the page lies are not bundled. */
function asItLies(source) {
  const name = /(static-server|browser)\.mjs$/.exec(source)?.[0];
  return name === undefined ? null : { id: new URL(name, import.meta.url).href, external: true };
}
