import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium as playwright } from "@playwright/test";
// biome-ignore lint/correctness/useImportExtensions: its types lie beside it, in browser.d.mts.
import { chromiumArgs, findChromium } from "../../../../e2e/browser.mjs";
import type { Bench } from "../../harness/bench.ts";
import type { AskWish, ClientProgram, Identity, Said } from "../program.ts";
import { versionOf } from "./commands.ts";
import { addIdentity, makeStore } from "./nssStore.ts";
import { StartError } from "./startError.ts";

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
  shows: true,
  ask: askChromium,
};

let before: Promise<unknown> = Promise.resolve();

/** One at a time: they share the machine's policies. */
function askChromium(bench: Bench, wish: AskWish): Promise<Said> {
  const answer = before.then(() => askAlone(bench, wish));
  before = answer.catch(() => null);
  return answer;
}

/** Where it looks for what the machine's owner has decided. */
const POLICIES = "/etc/chromium/policies/managed";

/**
 * Puts a certificate into the store, and sees to it that it is shown to this server: without anybody to ask, Chromium
 * only shows one where a policy of the whole machine says which. It is there for as long as the case goes on.
 */
async function choose(bench: Bench, store: string, name: string, { chain, key }: Identity): Promise<void> {
  await addIdentity(store, chain, key);
  const policy = join(POLICIES, "clients-of-bob-example.json");
  const choice = JSON.stringify({ pattern: `https://${name}`, filter: {} });
  try {
    mkdirSync(POLICIES, { recursive: true });
    writeFileSync(policy, JSON.stringify({ AutoSelectCertificateForUrls: [choice] }));
  } catch {
    throw new StartError(`${POLICIES} can't be written, so nobody chooses a certificate`);
  }
  bench.atEnd(() => rmSync(policy, { force: true }));
}

async function askAlone(bench: Bench, { port, name, ca, identity, folder }: AskWish): Promise<Said> {
  const home = join(folder, `chromium-${++asked}`);
  const store = join(home, ".pki/nssdb");
  await makeStore(store, ca);
  if (identity !== null) await choose(bench, store, name, identity);
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
