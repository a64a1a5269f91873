import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";

const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve(
  "axe-core/axe.min.js",
);
const source = readFileSync(axe, "utf8");

/**
 * Holds what is on screen to WCAG 2.2 AA: by every rule in the light theme, and by every rule but that of sizes in the
 * dark one, which has the same boxes. axe runs in the page itself, where it has been put once: AxeBuilder, which puts it
 * into two pages each time and carries all that passed from one to the other, took four times as long.
 */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator("html"), where).toHaveAttribute("data-theme", theme);
    await stillness(page);
    expect(await violations(page, theme === "light" ? [] : ["target-size"]), `${where}, ${theme}`).toEqual([]);
  }
}

/** How long colours may take to come to rest, in ms: what still moves then is judged as it is. */
const RESTLESS = 5000;

/**
 * Colours go over into each other when the theme changes, however shortly; and where a colour is inherited, one change
 * starts the next. So: until for ten frames nothing has run that comes to an end. What is paused, or waits to begin
 * where nobody sees it, never ends and changes nothing: it is not waited for.
 */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async (restless) => {
    const begun = performance.now();
    for (let still = 0; still < 10 && performance.now() - begun < restless; still++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const runs = document
        .getAnimations()
        .some(
          ({ effect, playState, pending }) =>
            playState === "running" && !pending && effect?.getComputedTiming().endTime !== Infinity,
        );
      if (runs) still = 0;
    }
  }, RESTLESS);
}

async function violations(page: Page, without: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const options = {
    runOnly: standard,
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ["violations"],
  };
  return page.evaluate<readonly string[]>(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.target + " " + node.failureSummary)))`);
}
