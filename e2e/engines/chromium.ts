import { chromium } from "@playwright/test";
import { chromiumArgs, ensureChromium } from "../browser.mjs";
import { callOf, type Engine, type NotRun, type Page, reasonOf, type Wanted } from "./engine.ts";

/** Chromium, driven by Playwright. */
export async function startChromium(): Promise<Engine | NotRun> {
  const name = "Chromium";
  try {
    const { executablePath } = ensureChromium();
    const browser = await chromium.launch({
      args: chromiumArgs,
      ...(executablePath === undefined ? {} : { executablePath }),
    });
    const open = async ({ still, width, height }: Wanted): Promise<Page> => {
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: still ? "reduce" : "no-preference",
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
      return {
        goto: async (url) => {
          await page.goto("about:blank");
          await page.goto(url);
        },
        reload: async () => void (await page.reload()),
        evaluate: (inPage, argument) => page.evaluate(callOf(inPage, argument)),
        press: (key) => page.keyboard.press(key === " " ? "Space" : key),
        clickAt: (x, y) => page.mouse.click(x, y),
        picture: async (path) => {
          await page.screenshot({ path });
          return true;
        },
        complaints: () => complaints,
        close: () => context.close(),
      };
    };
    return { name, version: browser.version(), driver: "Playwright", open, close: () => browser.close() };
  } catch (error) {
    return { name, why: reasonOf(error) };
  }
}
