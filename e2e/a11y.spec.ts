import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { AT_LENGTH, open, panel, recordingOf, sceneIds, scrubber, skip, visitScene } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { test } from "./shared.ts";

test("start page", async ({ page }) => {
  await open(page, "");
  await expectAccessible(page, "start page");
});

for (const [nth, id] of sceneIds.entries()) {
  test(`${id}, light and dark: on the way at a depth, at a verdict, at the start or at the end`, async ({ page }) => {
    test.setTimeout(180_000);
    await visitScene(page, id);
    const recording = await recordingOf(page);
    await page.keyboard.press("Escape");
    const last = recording.steps.length;
    /** Neighbours take turns, so that each act has every place; at length, each scene has every place. */
    const takes = (turn: 0 | 1) => AT_LENGTH || nth % 2 === turn;
    if (takes(0)) await expectAccessible(page, "opening");
    if (takes(1)) await seek(page, Math.ceil(last / 3));
    if (takes(1)) await expectAccessible(page, "a third");
    await page.getByRole("radio", { name: "Protocol" }).check({ force: true });
    if (takes(0)) await seek(page, Math.ceil(last / 2));
    if (takes(0)) await expectAccessible(page, "half, protocol");
    await page.getByRole("radio", { name: "Bytes" }).check({ force: true });
    if (takes(1)) await seek(page, Math.ceil((2 * last) / 3));
    if (takes(1)) await expectAccessible(page, "two thirds, bytes");
    const judged = recording.steps.findIndex((step) => step.event.type === "checks");
    if (judged >= 0) await seek(page, judged + 1);
    if (judged >= 0) await expectAccessible(page, "a verdict");
    await page.getByRole("radio", { name: "Story" }).check({ force: true });
    await seek(page, last);
    if (takes(1)) await expectAccessible(page, "end");
  });
}

test("panels, menus, questions and an embedded scene, light and dark", async ({ page }) => {
  test.setTimeout(180_000);
  await visitScene(page, "rejection");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expectAccessible(page, "menu");
  await page.keyboard.press("Escape");
  await page
    .getByLabel("Transport")
    .getByRole("button", { name: /^What if/ })
    .click();
  await expectAccessible(page, "what if");
  await page.keyboard.press("Escape");
  for (let step = 0; step < 40 && !(await skip(page).isVisible()); step++) await page.keyboard.press("PageDown");
  await expectAccessible(page, "question");
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  const stage = page.getByRole("region", { name: "Stage" });
  for (const kind of [/\bkey [0-9a-f]{4}/, /certificate|trusts/i, /^Alice client/]) {
    await stage.getByRole("button", { name: kind }).first().click();
    await expect(panel(page).getByRole("button", { name: "Back" })).toBeVisible();
    await expect(panel(page).getByText("Opening…")).toHaveCount(0);
    await expectAccessible(page, `${kind} opened`);
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "help");
  await open(page, "#/embed/mitm");
  await expectAccessible(page, "embedded");
});

async function seek(page: Page, index: number): Promise<void> {
  await scrubber(page).fill(String(index));
  await expect(scrubber(page)).toHaveValue(String(index));
}
