import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir, platform } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

/** Quiet: a test browser has nothing to say to anybody. */
export const chromiumArgs = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The Chromium to drive: the one named by E2E_CHROMIUM, the one that Playwright brought, or one installed on this
 * machine. `executablePath` is undefined for Playwright's own. null: there is none.
 */
export function findChromium() {
  const named = process.env.E2E_CHROMIUM;
  if (named) return existsSync(named) ? { executablePath: named } : null;
  if (existsSync(chromium.executablePath())) return { executablePath: undefined };
  const executablePath = installed().find((path) => existsSync(path));
  return executablePath === undefined ? null : { executablePath };
}

/** As findChromium, but gets one where there is none: through Playwright, else through apt. Throws a sentence. */
export function ensureChromium() {
  const found = findChromium();
  if (found !== null) return found;
  if (process.env.E2E_CHROMIUM) throw new Error(`E2E_CHROMIUM names ${process.env.E2E_CHROMIUM}, which isn't there.`);
  console.log("No Chromium found: trying Playwright's …");
  run("npx", ["playwright", "install", "--with-deps", "chromium"]);
  const brought = findChromium();
  if (brought !== null) return brought;
  if (platform() === "linux") {
    console.log("That didn't work: trying apt …");
    asRoot("apt-get", ["update"]);
    asRoot("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  }
  const last = findChromium();
  if (last !== null) return last;
  throw new Error(
    "The browser tests need Chromium. None is installed, and neither Playwright nor apt could bring one. " +
      "Install Chromium or Chrome, or set E2E_CHROMIUM to the path of one.",
  );
}

function installed() {
  const windows = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Google/Chrome/Application/chrome.exe"),
      join(folder, "Chromium/Application/chrome.exe"),
      join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]);
  const mac = ["/Applications", join(homedir(), "Applications")].flatMap((folder) => [
    join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
    join(folder, "Chromium.app/Contents/MacOS/Chromium"),
    join(folder, "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
  ]);
  const linux = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((n) => `/usr/bin/${n}`);
  const byPlatform = { win32: windows, darwin: mac };
  return byPlatform[platform()] ?? [...linux, "/opt/google/chrome/chrome", "/snap/bin/chromium"];
}

function asRoot(command, args) {
  if (process.getuid?.() === 0) run(command, args);
  else run("sudo", ["-n", command, ...args]);
}

/** Runs it to its end and lets it fail: what counts is whether a browser is there afterwards. */
function run(command, args) {
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000", DEBIAN_FRONTEND: "noninteractive", ...process.env };
  spawnSync(command, args, { stdio: "inherit", env, timeout: 600_000, shell: platform() === "win32" });
}
