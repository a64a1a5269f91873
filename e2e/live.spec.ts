import { expect } from "@playwright/test";
import type { Recording } from "../src/sim/recording.ts";
import {
  AT_LENGTH,
  count,
  heading,
  position,
  recordingOf,
  sceneIds,
  scrubber,
  skipQuestion,
  visitScene,
} from "./app.ts";
import { sharing } from "./shared.ts";
import { settingsOf, throwSetting } from "./switches.ts";

/** Moving, as most people see it. */
const test = sharing({ reducedMotion: "no-preference" });

for (const [nth, id] of sceneIds.entries()) {
  test(`${id}: a switch thrown at a step, while playing, and after stepping back leaves what was before as it was`, async ({
    page,
    complaints,
  }) => {
    test.setTimeout(150_000);
    await visitScene(page, id, "speed=4");
    const settings = await settingsOf(page);
    // The first scene has nothing to throw yet.
    if (settings.length === 0) return;
    let before = await recordingOf(page);
    const total = await count(page);
    const all = [Math.floor(total * 0.3), Math.floor(total * 0.1), Math.floor(total * 0.7)];
    const places = AT_LENGTH ? all : all.slice(0, 2);
    for (const [at, place] of places.entries()) {
      const setting = settings[(nth + at) % settings.length];
      if (setting === undefined) continue;
      await scrubber(page).fill(String(Math.min(place, await count(page))));
      const index = await position(page);
      const title = await heading(page).innerText();
      const wasSet = await throwSetting(page, setting);
      const after = await recordingOf(page);
      expectSamePrefix(before, after, index);
      if (!wasSet) expect(after.steps.length, "the throw is a step of its own").toBeGreaterThan(index);
      expect(await position(page)).toBe(index);
      expect(await heading(page).innerText()).toBe(title);
      before = after;
    }
    expect(complaints()).toEqual([]);
  });
}

test("a switch thrown while the scene plays changes the rest of the run that plays on", async ({
  page,
  complaints,
}) => {
  await visitScene(page, "routers");
  const before = await recordingOf(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Space");
  await expect.poll(() => position(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  await skipQuestion(page);
  const settings = await settingsOf(page);
  const setting = settings.find((one) => !one.words.includes("off"));
  if (setting === undefined) throw new Error("routers has no strategy");
  const index = await position(page);
  await throwSetting(page, setting);
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  const after = await recordingOf(page);
  expectSamePrefix(before, after, index);
  expect(JSON.stringify(after.steps)).not.toBe(JSON.stringify(before.steps));
  expect(complaints()).toEqual([]);
});

test("restart makes new keys", async ({ page }) => {
  await visitScene(page, "asymmetric");
  const before = await recordingOf(page);
  await page.getByRole("button", { name: /^Restart/ }).click();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  const after = await recordingOf(page);
  const keysOf = (recording: Recording) =>
    [...recording.made, ...recording.steps.flatMap((step) => step.made)].flatMap((one) =>
      one.kind === "key" ? [one.fingerprint] : [],
    );
  expect(keysOf(before)).not.toHaveLength(0);
  expect(keysOf(after).filter((key) => keysOf(before).includes(key))).toEqual([]);
});

/** Byte for byte, as text: what existed before the first step, the start, and each of the steps. */
function expectSamePrefix(before: Recording, after: Recording, index: number): void {
  expect(JSON.stringify(after.made)).toBe(JSON.stringify(before.made));
  expect(JSON.stringify(after.start)).toBe(JSON.stringify(before.start));
  expect(JSON.stringify(after.steps.slice(0, index))).toBe(JSON.stringify(before.steps.slice(0, index)));
}
