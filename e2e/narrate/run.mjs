import { loadTypeScript } from "../loadTypeScript.mjs";

/** `npm run narrate <scene>`: prints what a screen reader says of a whole scene (`narrate.ts`). */
const { main } = await loadTypeScript(new URL("narrate.ts", import.meta.url));
process.exit(await main(process.argv.slice(2)));
