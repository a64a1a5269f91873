import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/**
 * `npm run clients`: makes each fault, shows it to every program that is here, and writes what they said to
 * src/inspect/advice/clientWords.json. `--only curl,nginx` asks these alone, `--faults expired` about
 * these faults alone and shows what was said; the rest of the file stays as it was. Not a part of `npm test`.
 */
const file = fileURLToPath(new URL("collect.ts", import.meta.url));
const { module } = await runnerImport(file, { configFile: false, logLevel: "error" });
const flag = (name) => {
  const place = process.argv.indexOf(`--${name}`);
  return place === -1 ? null : (process.argv[place + 1] ?? "").split(",");
};
process.exitCode = await module.collect({ only: flag("only"), faults: flag("faults") });
process.exit();
