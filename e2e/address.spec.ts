import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { addresses } from "./addresses.ts";
import { heading, next, open, openScene, sceneIds, scrubber, watch } from "./app.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const ROUNDS = 4;
const ADDRESSES = 1000;

for (let round = 0; round < ROUNDS; round++) {
  test(`${ADDRESSES / ROUNDS} random addresses, part ${round + 1}: never blank, never an error that nobody caught`, async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(240_000);
    const complaints = watch(page, baseURL ?? "");
    await open(page, "");
    const hashes = addresses(sceneIds, ADDRESSES, 20260).slice(
      (round * ADDRESSES) / ROUNDS,
      ((round + 1) * ADDRESSES) / ROUNDS,
    );
    for (const [at, hash] of hashes.entries()) {
      await page.evaluate((wanted) => {
        location.hash = wanted;
      }, hash);
      // A frame may stand empty while its scene is run, but not for long.
      await expect.poll(() => wordsOnScreen(page), { message: hash, timeout: 5000 }).toBeGreaterThan(20);
      if (at % 3 === 0) await settled(page, hash);
      expect(complaints(), hash).toEqual([]);
    }
    await settled(page, "the last");
  });
}

test("what makes no sense is replaced, and said", async ({ page, baseURL }) => {
  const complaints = watch(page, baseURL ?? "");
  const cases: readonly (readonly [string, RegExp])[] = [
    ["#/scene/routers?depth=purple", /purple/],
    ["#/scene/routers?hops=99", /99/],
    ["#/scene/routers?mallory=sing", /sing/],
    ["#/scene/routers?eyes=zoe", /zoe/],
    ["#/scene/routers?step=alice.dances", /alice\.dances/],
    ["#/scene/routers?speed=9", /9/],
    ["#/scene/routers?colour=red", /colour/],
    ["#/scene/nowhere", /nowhere/],
    ["#/embed/nowhere", /nowhere/],
    ["#/nonsense", /nonsense/],
  ];
  for (const [hash, sentence] of cases) {
    await open(page, hash);
    await expect(page.locator("main, [role=status]").filter({ hasText: sentence }).first(), hash).toBeVisible();
  }
  await open(page, "#/scene/routers?depth=purple");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("purple")).toHaveCount(0);
  expect(complaints()).toEqual([]);
});

test("the address holds the whole view: opened elsewhere, it shows the same", async ({ page, context }) => {
  await openScene(page, "mitm");
  await page.getByRole("radio", { name: "Protocol" }).check({ force: true });
  await page.keyboard.press("PageDown");
  await page.getByLabel("Look through the eyes of").selectOption({ index: 1 });
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press("Escape");
    await page.locator("body").press("PageDown");
  }
  const [title, at, hash] = [
    await heading(page).innerText(),
    await scrubber(page).inputValue(),
    new URL(page.url()).hash,
  ];
  const other = await context.newPage();
  await open(other, hash);
  await expect(scrubber(other)).toHaveValue(at);
  await expect(heading(other)).toHaveText(title);
  await expect(other.getByRole("radio", { name: "Protocol" })).toBeChecked();
  expect(new URL(other.url()).hash).toBe(hash);
});

test("back and forward go through scenes and choices", async ({ page }) => {
  await open(page, "");
  await page.getByRole("navigation", { name: "Scenes" }).getByRole("link").first().click();
  await expect(next(page)).toBeVisible();
  await page.getByRole("radio", { name: "Bytes" }).check({ force: true });
  await expect.poll(() => page.url()).toContain("depth=bytes");
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Story" })).toBeChecked();
  await page.goForward();
  await expect(page.getByRole("radio", { name: "Bytes" })).toBeChecked();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("navigation", { name: "Scenes" })).toBeVisible();
});

/** How many characters can be read two frames from now. */
function wordsOnScreen(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    return document.body.innerText.trim().length;
  });
}

/** The app stands: a heading that says something, and nothing under way. */
async function settled(page: Page, hash: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]"), hash).toHaveCount(0, { timeout: 15_000 });
  await expect(page.locator("h1").first(), hash).toHaveText(/\w/);
}
