import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { AT_LENGTH, visitScene, watch } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { dist, serveDist } from "./static-server.mjs";

const code = (page: Page) => page.getByRole("textbox", { name: "Code" });
const preview = (page: Page) => page.frameLocator("section[aria-label=Preview] iframe");

test("a view becomes a snippet: begun from the scene, tried in a frame, changed by keyboard, kept in the address", async ({
  page,
  baseURL,
}) => {
  const complaints = watch(page, baseURL ?? "");
  await visitScene(page, "mitm", "step=bob.opens.request&depth=protocol");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("link", { name: "Share or embed…" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A scene for your page");
  await expect(page.getByLabel("Scene", { exact: true })).toHaveValue("mitm");
  await expect(page.getByLabel("Begins at")).toHaveValue("bob.opens.request");
  await expect(page.getByRole("radio", { name: "Protocol" })).toBeChecked();
  await expect(preview(page).getByRole("heading", { level: 1 })).toContainText("Bob opens the letter");
  await expect(code(page)).toHaveValue(/<alice-bob-scene scene="mitm" step="bob\.opens\.request" depth="protocol">/);
  await preview(page).getByRole("button", { name: "Previous step" }).click();
  await page.getByRole("button", { name: "Begin at the step shown here" }).click();
  await expect(page).toHaveURL(/embed-builder\/mitm\?step=(?!bob\.opens)/);
  await page.getByRole("checkbox", { name: "Links lead out of it" }).focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Mallory").selectOption("off");
  await page.getByRole("radio", { name: "Dark" }).focus();
  await page.keyboard.press("Space");
  await expect(preview(page).locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(code(page)).toHaveValue(/mallory="off" theme="dark" links="0"/);
  // Of a run with switches thrown there is no picture: the opening stands for it.
  await expect(code(page)).toHaveValue(/posters\/mitm\.svg"/);
  await page.getByRole("radio", { name: "iframe" }).check({ force: true });
  await page.getByRole("checkbox", { name: "Locked in" }).check();
  await expect(code(page)).toHaveValue(/sandbox="allow-scripts allow-same-origin /);
  await expect(preview(page).getByRole("button", { name: "Next step" })).toBeVisible();
  const address = page.url();
  await page.reload();
  await expect(page.getByLabel("Mallory")).toHaveValue("off");
  expect(page.url()).toBe(address);
  expect(complaints()).toEqual([]);
});

test("the builder is accessible, fits a phone, and says what an address needs", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/embed-builder/direct");
  await expect(preview(page).getByRole("button", { name: "Next step" })).toBeVisible();
  await page.getByLabel("Where the scenes are").fill("nowhere");
  await expect(page.getByText("An address that begins with https://")).toBeVisible();
  await expectAccessible(page, "builder", AT_LENGTH);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
});

test("what is copied works in a page: as an element, and as a linked picture where there is no JavaScript", async ({
  page,
  browser,
}) => {
  await page.goto("./#/embed-builder/mitm?step=bob.opens.request");
  const snippet = await code(page).inputValue();
  const host = await serveDist({ base: "/unused/", pages: { "/": `<!doctype html><title>Host</title>${snippet}` } });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const bare = await context.newPage();
  await bare.goto(`http://localhost:${host.port}/`);
  const picture = bare.getByRole("link").getByRole("img", { name: /^The relay: Bob opens the letter/ });
  await expect(picture).toBeVisible();
  await context.close();
  await page.goto(`http://localhost:${host.port}/`);
  const scene = page.locator("alice-bob-scene").frameLocator("iframe");
  await expect(scene.getByRole("heading", { level: 1 })).toContainText("Bob opens the letter");
  await expect(page.locator("alice-bob-scene iframe")).toHaveAttribute("title", "The relay · Between Alice and Bob");
  host.close();
});

test("embed.js is under 5 kB, and a page for each scene leads to it", async ({ page }) => {
  expect(gzipSync(readFileSync(join(dist, "embed.js")), { level: 9 }).length).toBeLessThan(5000);
  await page.goto("./s/direct.html");
  await expect(page).toHaveURL(/#\/scene\/direct/);
});
