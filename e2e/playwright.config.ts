import { defineConfig, devices } from "@playwright/test";
import { chromiumArgs, findChromium } from "./browser.mjs";

const port = Number(process.env.E2E_PORT ?? 41733);
const preview = `npm run --silent preview -- --port ${port} --strictPort`;
const executablePath = findChromium()?.executablePath;

/** The built page in Chromium. `npm test` has built it already; alone, this builds it first. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // On shared machines: what fails once and then passes is named as flaky where the run is summed up; twice is failed.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    // Keeping all files for offline use would go on beside whatever is tested: package.spec.ts alone lets it.
    serviceWorkers: "block",
    baseURL: `http://localhost:${port}/`,
    // A trace of every step costs half the time: ask for one when a test fails (E2E_TRACE=1).
    trace: process.env.E2E_TRACE === "1" ? "retain-on-failure" : "off",
    launchOptions: { args: chromiumArgs, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  webServer: {
    command: process.env.E2E_BUILT === "1" ? preview : `npm run --silent build && ${preview}`,
    cwd: "..",
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
