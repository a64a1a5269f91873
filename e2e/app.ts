import { readFileSync } from "node:fs";
import type { FrameLocator, Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { cards } from "../src/scenes/cards.ts";
import type { Recording } from "../src/sim/recording.ts";

/** Whether there is time for more than `npm test` has: `E2E_AT_LENGTH=1 npm run e2e`. */
export const AT_LENGTH = process.env.E2E_AT_LENGTH === "1";

/** The scenes that there are; story.spec.ts sees to it that the start page leads to exactly these. */
export const sceneIds: readonly string[] = cards.map((card) => card.id);

/**
 * Listens for what must never happen: an error in the console, an exception or rejection that nobody caught, a request
 * to another origin. Call it before the page is opened; the function that it gives tells what has come so far.
 */
export function watch(page: Page, home: string): () => readonly string[] {
  const complaints: string[] = [];
  const { origin } = new URL(home);
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) complaints.push(`request: ${url}`);
  });
  return () => complaints;
}

/** Waits until the app stands in the page or frame, in place of its static text. */
export async function stands(page: Page | FrameLocator): Promise<void> {
  await expect(page.locator(".static")).toHaveCount(0);
  await expect(page.locator("h1").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** Opens an address in a fresh page and waits until the app stands. */
export async function open(page: Page, hash: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`./${hash}`);
  await stands(page);
}

/** Opens a scene and waits until it can be stepped. */
export async function openScene(page: Page, id: string, query = ""): Promise<void> {
  await open(page, `#/scene/${id}${query === "" ? "" : `?${query}`}`);
  await expect(next(page)).toBeVisible();
}

/** Goes to a scene by way of the start page, without loading the page again, and waits until it can be stepped. */
export async function visitScene(page: Page, id: string, query = ""): Promise<void> {
  if (page.url() === "about:blank") return openScene(page, id, query);
  await visit(page, "#/");
  await expect(page.getByRole("navigation", { name: "Scenes" })).toBeVisible();
  await visit(page, `#/scene/${id}${query === "" ? "" : `?${query}`}`);
  await expect(next(page)).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** Changes the address within the page, as a link or the address bar does. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
}

export function next(page: Page | FrameLocator): Locator {
  return page.getByRole("button", { name: "Next step" });
}

export function previous(page: Page | FrameLocator): Locator {
  return page.getByRole("button", { name: "Previous step" });
}

/** The panel beside the stage. */
export function panel(page: Page): Locator {
  return page.getByLabel("The step and what is in it");
}

/** The step's heading. */
export function heading(page: Page): Locator {
  return panel(page).getByRole("heading", { level: 1 });
}

/** The scrubber: its value is the number of steps begun, its greatest value the number of steps. */
export function scrubber(page: Page | FrameLocator): Locator {
  return page.getByRole("slider", { name: "Step", exact: true });
}

export async function position(page: Page): Promise<number> {
  return Number(await scrubber(page).inputValue());
}

export async function count(page: Page): Promise<number> {
  return Number(await scrubber(page).getAttribute("max"));
}

/** The button that passes over a question that waits for an answer. */
export function skip(page: Page | FrameLocator): Locator {
  return page.getByRole("button", { name: /^Skip/ });
}

/** Passes over the question that waits for an answer, if there is one. */
export async function skipQuestion(page: Page, how: "click" | "keyboard" = "click"): Promise<boolean> {
  // One look at the buttons' words: asking by role at every step took longer than the step.
  const asks = await page.evaluate(() =>
    [...document.querySelectorAll("button")].some((button) => button.textContent?.startsWith("Skip")),
  );
  if (!asks) return false;
  if (how === "click") await skip(page).click();
  else await skip(page).press("Enter");
  return true;
}

/** Presses the mouse where the button stands: what lies over it would take the press, and the step would not come. */
export async function clickAt(page: Page, button: Locator): Promise<void> {
  const box = await button.boundingBox();
  if (box === null) throw new Error("the button isn't on screen");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** The recording of what is on stage, as the app gives it away. */
export async function recordingOf(page: Page): Promise<Recording> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download this recording" }).click(),
  ]);
  return JSON.parse(readFileSync(await download.path(), "utf8"));
}
