import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/**
 * `npm run clients`: makes each fault, shows it to every program that is here, and writes what they said to
 * src/inspect/advice/clientWords.json. `--only curl,nginx` asks these alone, and what others said stays as it was;
 * `--faults expired` asks about these faults alone, and only shows what was said. Not a part of `npm test`.
 */
const file = fileURLToPath(new URL("collect.ts", import.meta.url));
const { module } = await runnerImport(file, { configFile: false, logLevel: "error" });
const flag = (name) => {
  const place = process.argv.indexOf(`--${name}`);
  return place === -1 ? null : (process.argv[place + 1] ?? "").split(",");
};
process.exitCode = await module.collect({ only: flag("only"), faults: flag("faults") });
process.exit();
