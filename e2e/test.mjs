import { spawn } from "node:child_process";
import { ensureChromium } from "./browser.mjs";

/** All that the project promises to check, in order, cheapest first; stops at the first stage that fails. */
const stages = [
  ["types", () => npm("types")],
  ["lint", () => npm("lint")],
  ["unit tests", () => npm("unit")],
  ["real peers", () => npm("peers")],
  ["build", () => npm("build")],
  ["browser", browser],
  ["browser tests", () => npm("e2e", { E2E_BUILT: "1" })],
];

const results = [];
for (const [name, work] of stages) {
  console.log(`\n── ${name}`);
  const begun = Date.now();
  const { ok, summary } = await work();
  results.push(`${ok ? "passed" : "FAILED"}  ${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${name}`);
  results.push(...summary.map((line) => `                    ${line}`));
  if (!ok) break;
}
const failed = results.some((line) => line.startsWith("FAILED"));
console.log(`\n── ${failed ? "failed" : "all passed"}\n${results.join("\n")}`);
process.exitCode = failed ? 1 : 0;

async function browser() {
  try {
    return { ok: true, summary: [ensureChromium().executablePath ?? "Playwright's own Chromium"] };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ok: false, summary: [] };
  }
}

/** Runs one of package.json's scripts, showing all it says; the lines in which it sums up are given back. */
function npm(script, env = {}) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn("npm", ["run", "--silent", script], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...colour, ...env },
    shell: process.platform === "win32",
  });
  let said = "";
  for (const stream of ["stdout", "stderr"]) {
    child[stream].on("data", (chunk) => {
      process[stream].write(chunk);
      said += chunk;
    });
  }
  return new Promise((resolve) => {
    child.on("error", () => resolve({ ok: false, summary: [] }));
    child.on("close", (code) => resolve({ ok: code === 0, summary: summaryOf(said) }));
  });
}

/**
 * vitest's `Tests  12 passed (12)` and `FAIL  src/a.test.ts > title`, Playwright's `12 passed (3.4s)` and, of what
 * failed or was flaky, `e2e/a.spec.ts:3:1 › title ───`, Biome's `Checked 90 files in 200ms`, and of the peers `curl
 * 7.88.1  45 passed, 0 failed` and `curl  not run: why`.
 */
function summaryOf(said) {
  const esc = String.fromCharCode(27);
  const lines = said.replaceAll(new RegExp(`${esc}\\[[0-9;]*m`, "g"), "").split(/\r?\n/);
  const sums =
    /^\s*(Test Files|Tests)\s+\d|^\s*\d+ (passed|failed|flaky|skipped|did not run)|^Checked \d+ files|\d+ passed, \d+ failed|^ +\S.* not run: |^\s*FAIL\s|^\s{4}(\[\S+\] › )?\S+\.spec\.ts:\d.* › /;
  return [...new Set(lines.filter((line) => sums.test(line)).map((line) => line.replace(/─+\s*$/, "").trim()))];
}
