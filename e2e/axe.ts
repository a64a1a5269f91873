import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";

const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve(
  "axe-core/axe.min.js",
);
const source = readFileSync(axe, "utf8");

type Rules = Readonly<{ runOnly: readonly string[]; rules?: Readonly<Record<string, Readonly<{ enabled: boolean }>>> }>;
const all: Rules = { runOnly: standard };
const allButSizes: Rules = { ...all, rules: { "target-size": { enabled: false } } };
/** The rules that look at colours. All others see the markup and the boxes, which a theme leaves as they are. */
const colours: Rules = { runOnly: ["color-contrast", "link-in-text-block"] };

/**
 * Holds what is on screen to WCAG 2.2 AA: by every rule in the light theme; in the dark one, where the markup is the
 * same to the letter, by those that look at colours, and else by every rule but that of sizes, for boxes are the same.
 * Where `inDark` is false, only the light theme is looked at. axe runs in the page itself, where it has been put once: AxeBuilder, which puts it into two pages each time and
 * carries all that passed from one to the other, took four times as long.
 */
export async function expectAccessible(page: Page, where: string, inDark = true): Promise<void> {
  await turn(page, "light", where);
  const light = await markup(page);
  expect(await violations(page, all), `${where}, light`).toEqual([]);
  if (!inDark) return;
  await turn(page, "dark", where);
  const isSame = (await markup(page)) === light;
  expect(await violations(page, isSame ? colours : allButSizes), `${where}, dark`).toEqual([]);
}

async function turn(page: Page, theme: "light" | "dark", where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator("html"), where).toHaveAttribute("data-theme", theme);
  // What was asked for before may still be on its way; then only the colours change.
  await stillness(page, theme === "light" ? 10 : 4);
}

/** All that stands in the page, but for the name of its theme. */
function markup(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.outerHTML.replace(/ data-theme="\w+"/, ""));
}

/** How long colours may take to come to rest, in ms: what still moves then is judged as it is. */
const RESTLESS = 5000;

/**
 * Colours would go over into each other when the theme changes, however shortly; and where a colour is inherited, one
 * change starts the next. So transitions are left out, and it waits until for some frames nothing has run that comes to
 * an end. What is paused, or waits to begin where nobody sees it, never ends and changes nothing: it is not waited for.
 */
async function stillness(page: Page, frames: number): Promise<void> {
  const limits = { frames, restless: RESTLESS };
  await page.evaluate(async ({ frames, restless }) => {
    if (document.adoptedStyleSheets.length === 0) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("*, ::before, ::after, ::backdrop { transition: none !important }");
      document.adoptedStyleSheets.push(sheet);
    }
    const begun = performance.now();
    for (let still = 0; still < frames && performance.now() - begun < restless; still++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const runs = document
        .getAnimations()
        .some(
          ({ effect, playState, pending }) =>
            playState === "running" && !pending && effect?.getComputedTiming().endTime !== Infinity,
        );
      if (runs) still = 0;
    }
  }, limits);
}

async function violations(page: Page, rules: Rules): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const options = { ...rules, resultTypes: ["violations"] };
  return page.evaluate<readonly string[]>(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.target + " " + node.failureSummary)))`);
}
