import { build } from "vite";
import { loadTypeScript } from "../loadTypeScript.mjs";

/**
 * `npm run engines`: the core scenes in Chromium, Firefox and WebKit (`main.ts`). Apart from `npm test`: it takes a
 * quarter of an hour. Builds the page first, unless `--no-build` says to take dist/ as it stands.
 */
// Whoever stops it stops the browsers, too.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
if (!process.argv.includes("--no-build")) await build({ logLevel: "warn" });
const { main } = await loadTypeScript(new URL("main.ts", import.meta.url));
process.exit((await main(process.argv.slice(2))) > 0 ? 1 : 0);
