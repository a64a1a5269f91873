import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { addresses } from "./addresses.ts";
import { AT_LENGTH, heading, next, open, openScene, sceneIds, scrubber, watch } from "./app.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const ROUNDS = AT_LENGTH ? 4 : 2;
const ADDRESSES = ROUNDS * 250;
/** So many addresses are gone through in the page before it is asked what it complained of. */
const AT_ONCE = 12;

for (let round = 0; round < ROUNDS; round++) {
  test(`${ADDRESSES / ROUNDS} random addresses, part ${round + 1}: never blank, never an error that nobody caught`, async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(240_000);
    const complaints = watch(page, baseURL ?? "");
    const hashes = addresses(sceneIds, ADDRESSES, 20260).slice(
      (round * ADDRESSES) / ROUNDS,
      ((round + 1) * ADDRESSES) / ROUNDS,
    );
    await open(page, "");
    for (let from = 0; from < hashes.length; from += AT_ONCE) {
      const some = hashes.slice(from, from + AT_ONCE);
      expect(await troubleAt(page, some)).toEqual([]);
      expect(complaints(), some.join("\n")).toEqual([]);
    }
  });
}

test("some of the random addresses, each opened in a page of its own: never blank, never an error", async ({
  page,
  baseURL,
}) => {
  const complaints = watch(page, baseURL ?? "");
  for (const hash of addresses(sceneIds, ADDRESSES, 20260).filter((_, at) => at % 100 === 99)) {
    await open(page, hash);
    expect(complaints(), hash).toEqual([]);
  }
});

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
  await page.getByRole("navigation", { name: "Scenes" }).getByRole("listitem").getByRole("link").first().click();
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

/**
 * Goes to each address in turn: something can be read soon, for a frame may stand empty while its scene is run, but not
 * for long; and at every third, the app comes to stand, with a heading that says something and nothing
 * under way. Gives what went otherwise. It is all done in the page: a question from outside takes longer than a scene.
 */
function troubleAt(page: Page, hashes: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (all) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const comesTrue = async (isSo: () => boolean, patience: number) => {
      const begun = performance.now();
      while (!isSo()) {
        if (performance.now() - begun > patience) return false;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return true;
    };
    const canBeRead = () => document.body.innerText.trim().length > 20;
    const stands = () =>
      document.querySelector("[aria-busy=true]") === null && /\w/.test(document.querySelector("h1")?.innerText ?? "");
    const trouble: string[] = [];
    for (const [at, hash] of all.entries()) {
      location.hash = hash;
      for (let waited = 0; waited < 2; waited++) await frame();
      if (!(await comesTrue(canBeRead, 5000))) trouble.push(`blank: ${hash}`);
      if (at % 3 === 2 && !(await comesTrue(stands, 15_000))) trouble.push(`never stands: ${hash}`);
    }
    return trouble;
  }, hashes);
}
