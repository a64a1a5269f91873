import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

/**
 * `npm run engines`: the core scenes in Chromium, Firefox and WebKit (`main.ts`). Apart from `npm test`: it takes a
 * quarter of an hour. Builds the page first, unless `--no-build` says to take dist/ as it stands.
 */
const outDir = fileURLToPath(new URL("../../node_modules/.cache/engines/", import.meta.url));

if (!process.argv.includes("--no-build")) await build({ logLevel: "warn" });
// Node runs no TypeScript: the checks, and the scenes that they hold the page against, as one module that it loads.
await build({
  configFile: false,
  logLevel: "warn",
  plugins: [{ name: "as they lie", enforce: "pre", resolveId: asItLies }],
  build: {
    ssr: fileURLToPath(new URL("main.ts", import.meta.url)),
    outDir,
    emptyOutDir: true,
    copyPublicDir: false,
    target: "es2022",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "[name].mjs" } },
  },
});
const { main } = await import(pathToFileURL(`${outDir}main.mjs`).href);
process.exit((await main(process.argv.slice(2))) > 0 ? 1 : 0);

/** The modules that know by their own place where the page lies are not bundled. */
function asItLies(source) {
  const name = /(static-server|browser)\.mjs$/.exec(source)?.[0];
  return name === undefined ? null : { id: new URL(`../${name}`, import.meta.url).href, external: true };
}
