import type { BrowserContextOptions, Page } from "@playwright/test";
import { test as base } from "@playwright/test";
import { watch } from "./app.ts";

type Shared = Readonly<{ page: Page; complaints: () => readonly string[] }>;

/**
 * Tests that go through the app in one page, as a person does, where loading it anew would take longer than what is
 * tested. Begin with `visitScene`, which makes a new player. `complaints` tells what has come since the test began. When
 * a test fails, the next one gets a fresh page.
 */
export function sharing(options: BrowserContextOptions) {
  return base.extend<{ complaints: () => readonly string[] }, { shared: Shared }>({
    shared: [
      async ({ browser }, use, { project }) => {
        const { baseURL = "", viewport = null } = project.use;
        const context = await browser.newContext({ baseURL, viewport, serviceWorkers: "block", ...options });
        const page = await context.newPage();
        await use({ page, complaints: watch(page, baseURL) });
        await context.close();
      },
      { scope: "worker" },
    ],
    page: async ({ shared }, use) => use(shared.page),
    complaints: async ({ shared }, use) => {
      const before = shared.complaints().length;
      await use(() => shared.complaints().slice(before));
    },
  });
}

/** One page for all that is at rest: motion is left out. */
export const test = sharing({ reducedMotion: "reduce" });
