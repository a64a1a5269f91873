import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { PeersReporter } from "./report.ts";

/** `npm run peers`: the engine against real peers. Apart from the unit tests: it starts other people's programs. */
const config = defineConfig({
  // Beside vite's own, not in a folder of its own under src/.
  cacheDir: fileURLToPath(new URL("../../node_modules/.vite-peers", import.meta.url)),
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    environment: "node",
    include: ["**/*.peer.ts"],
    globalSetup: ["globalSetup.ts"],
    reporters: [new PeersReporter()],
    pool: "forks",
    maxWorkers: 2,
    maxConcurrency: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});

export { config as default };
