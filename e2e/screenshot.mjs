import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { chromiumArgs, ensureChromium } from "./browser.mjs";
import { serveDist } from "./static-server.mjs";

/** Takes the README's picture from the built page: the relay, at a step in which Mallory holds what was meant for Bob. */
const VIEW = "#/scene/mitm?theme=light";
const STEP = /mallory.*(opens|reads)|m\.opens/i;
const picture = fileURLToPath(new URL("screenshots/stage.png", import.meta.url));

const server = await serveDist();
const { executablePath } = ensureChromium();
const browser = await chromium.launch({ args: chromiumArgs, ...(executablePath ? { executablePath } : {}) });
const page = await browser.newPage({ viewport: { width: 1440, height: 860 }, reducedMotion: "reduce" });
await page.goto(server.url + VIEW);
const heading = page.getByLabel("The step and what is in it").getByRole("heading", { level: 1 });
await heading.waitFor();
for (let step = 0; step < 60 && !STEP.test(await heading.innerText()); step++) {
  await page.keyboard.press("PageDown");
  const skip = page.getByRole("button", { name: /^Skip/ });
  if (await skip.isVisible()) await skip.click();
}
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: picture });
console.log(`${await heading.innerText()}: ${picture}`);
await browser.close();
server.close();
