import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { cards } from "../src/scenes/cards.ts";
import { planOf } from "../src/scenes/takehome/plan.ts";
import { visitScene } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { test } from "./shared.ts";

const MORE = { name: "More", exact: true } as const;
const ENTRY = { name: "Take it home" } as const;

test("a scene with certificates is taken home by keyboard alone: a zip with README, certificates and keys", async ({
  page,
  complaints,
}) => {
  await visitScene(page, "rejection");
  await page.getByRole("button", MORE).focus();
  await page.keyboard.press("Enter");
  for (let tabs = 0; tabs < 12; tabs++) {
    await page.keyboard.press("Tab");
    if (await page.getByRole("button", ENTRY).evaluate((button) => button === document.activeElement)) break;
  }
  await expect(page.getByRole("button", ENTRY)).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", ENTRY);
  await expect(dialog).toContainText("Made for teaching");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Download the kit" })).toBeFocused();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toBe("between-alice-and-bob-rejection.zip");
  await expect(dialog.getByRole("status")).toContainText("Saved as between-alice-and-bob-rejection.zip");
  const files = unzipSync(readFileSync(await download.path()));
  const text = (path: string) => strFromU8(files[`between-alice-and-bob-rejection/${path}`] ?? new Uint8Array());
  expect(text("README.md")).toContain("# Six forgeries, to take home");
  expect(text("bob/key.pem")).toContain("-----BEGIN PRIVATE KEY-----");
  expect(text("mallory/self-signed.pem")).toContain("never use it for anything real");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", MORE)).toBeFocused();
  expect(complaints()).toEqual([]);
});

test("two downloads share no key", async ({ page }) => {
  await visitScene(page, "mutual");
  await openDialog(page);
  const keys = [];
  for (let round = 0; round < 2; round++) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download the kit" }).click(),
    ]);
    const files = unzipSync(readFileSync(await download.path()));
    const [, key] = Object.entries(files).find(([path]) => path.endsWith("/alice/key.pem")) ?? [];
    keys.push(strFromU8(key ?? new Uint8Array()));
  }
  expect(keys[0]).toContain("PRIVATE KEY");
  expect(keys[0]).not.toBe(keys[1]);
});

test("is offered in the scenes that have certificates, and in no other", async ({ page }) => {
  test.setTimeout(180_000);
  for (const card of cards) {
    await visitScene(page, card.id);
    await page.getByRole("button", MORE).click();
    await expect(page.getByRole("button", { name: "Download this recording" })).toBeVisible();
    await expect(page.getByRole("button", ENTRY), card.id).toHaveCount(planOf(card) === null ? 0 : 1);
    await page.keyboard.press("Escape");
  }
});

test("the dialog, light and dark, before and after the download, and at 320 px", async ({ page }) => {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 640 });
    await visitScene(page, width === 320 ? "mutual-mitm" : "rejection");
    await openDialog(page);
    await expectAccessible(page, `kit at ${width}`);
    await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download the kit" }).click()]);
    await expect(page.getByRole("dialog").getByRole("status")).toContainText("Saved as");
    await expectAccessible(page, `kit at ${width}, saved`);
    const wide = await page.getByRole("dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    expect(wide).toBe(0);
    await page.keyboard.press("Escape");
  }
});

async function openDialog(page: Page): Promise<void> {
  await page.getByRole("button", MORE).click();
  await page.getByRole("button", ENTRY).click();
  await expect(page.getByRole("dialog", ENTRY)).toBeVisible();
}
