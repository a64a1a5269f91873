import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium as playwright } from "@playwright/test";
// biome-ignore lint/correctness/useImportExtensions: its types lie beside it, in browser.d.mts.
import { chromiumArgs, findChromium } from "../../../../e2e/browser.mjs";
import type { Bench } from "../../harness/bench.ts";
import { run } from "../../harness/process.ts";
import type { AskWish, ClientProgram, Said } from "../program.ts";
import { versionOf } from "./commands.ts";

/** Chromium, headless, with a home and so a certificate store of its own. */

const PATIENCE = 15_000;
const PAGE_MS = 4000;
let asked = 0;

export const chromium: ClientProgram = {
  client: "Chromium",
  version: () => {
    const found = findChromium();
    return versionOf(found?.executablePath ?? playwright.executablePath(), ["--version"], /Chromium (\S+)/);
  },
  knows: { crls: false, ocsp: false },
  // It presents one only where a policy of the whole machine, or a person, says which.
  shows: false,
  ask: askChromium,
};

async function askChromium(bench: Bench, { port, name, ca, folder }: AskWish): Promise<Said> {
  const home = join(folder, `chromium-${++asked}`);
  await makeStore(join(home, ".pki/nssdb"), ca);
  const executablePath = findChromium()?.executablePath;
  const browser = await playwright.launch({
    args: [...chromiumArgs, `--host-resolver-rules=MAP ${name} 127.0.0.1`],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, ".config") },
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  bench.atEnd(() => browser.close());
  const page = await browser.newPage();
  const went = await page.goto(`https://${name}:${port}/`, { timeout: PATIENCE }).then(
    (response) => ({ accepted: response?.ok() === true, error: "" }),
    (error: unknown) => ({ accepted: false, error: /net::\w+/.exec(String(error))?.[0] ?? String(error) }),
  );
  if (went.accepted) return { accepted: true, text: "", exitCode: null };
  await page.waitForSelector("#main-message", { timeout: PAGE_MS }).catch(() => null);
  const words = await page
    .evaluate(() => {
      const find = (selector: string): string => document.querySelector(selector)?.textContent?.trim() ?? "";
      const title = find("h1");
      const main = find("#primary-paragraph, #main-message p");
      const code = find("#error-code, .error-code");
      return [title, main, code, find("#details #explanation-paragraph, #details p")];
    })
    .catch(() => []);
  const lines = [went.error, ...words].map((line) => line.replaceAll(/\s+/g, " "));
  return { accepted: false, text: [...new Set(lines)].filter(Boolean).join("\n"), exitCode: null };
}

/** An NSS store in which one authority is trusted for servers. */
export async function makeStore(folder: string, ca: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await run("certutil", ["-N", "-d", `sql:${folder}`, "--empty-password"]);
  await run("certutil", ["-A", "-d", `sql:${folder}`, "-n", "trusted", "-t", "CT,,", "-i", ca]);
}
