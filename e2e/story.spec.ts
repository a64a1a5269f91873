import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import {
  AT_LENGTH,
  clickAt,
  heading,
  next,
  open,
  openScene,
  panel,
  previous,
  recordingOf,
  sceneIds,
  scrubber,
  skip,
  skipQuestion,
  visit,
  visitScene,
  watch,
} from "./app.ts";
import { artifactsOf, expectFacts, questionsOf } from "./facts.ts";
import { test } from "./shared.ts";
import { settingsOf, throwSetting } from "./switches.ts";

test("the start page leads to every scene, act by act", async ({ page, complaints }) => {
  await open(page, "");
  const scenes = page.getByRole("navigation", { name: "Scenes" });
  await expect(scenes.getByRole("region")).toHaveCount(5);
  const stations = scenes.getByRole("listitem").getByRole("link");
  const links = await stations.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(links).toEqual(sceneIds.map((id) => `#/scene/${id}`));
  await stations.first().click();
  await expect(next(page)).toBeVisible();
  expect(complaints()).toEqual([]);
});

test("the start page remembers where one was", async ({ page }) => {
  await openScene(page, "routers");
  await next(page).click();
  await next(page).click();
  await page.getByRole("link", { name: "Between Alice and Bob" }).click();
  await page.getByRole("link", { name: /^Continue/ }).click();
  await expect(scrubber(page)).toHaveValue("2");
});

for (const [nth, id] of sceneIds.entries()) {
  test(`${id}: stepped to the end, and every step says what the recording says`, async ({ page, complaints }) => {
    test.setTimeout(120_000);
    await openScene(page, id, "depth=protocol");
    const recording = await recordingOf(page);
    expect(recording.scene).toBe(id);
    await page.keyboard.press("Escape");
    const last = recording.steps.length;
    const middle = Math.ceil(last / 2);
    for (let index = 1; index <= last; index++) {
      await stepOn(page, index);
      await skipQuestion(page, "keyboard");
      // One half as the protocol has it, the other as the story does; at length, each step at both depths.
      if (AT_LENGTH) await expectFacts(page, recording, index);
      if (AT_LENGTH) await page.keyboard.press(index % 2 === 1 ? "1" : "2");
      else if (index === middle) await page.keyboard.press("1");
      const isStory = AT_LENGTH ? index % 2 === 1 : index >= middle;
      await expectFacts(page, recording, index, isStory ? "Story" : "Protocol");
    }
    await page.keyboard.press("Home");
    await expect(scrubber(page)).toHaveValue("0");
    await page.keyboard.press("End");
    await expectFacts(page, recording, last);
    await page.keyboard.press("ArrowLeft");
    await expectFacts(page, recording, last - 1);
    expect(complaints()).toEqual([]);
  });

  test(`${id}: each question answered by click, and what happened told beside it`, async ({ page, complaints }) => {
    await visitScene(page, id);
    const recording = await recordingOf(page);
    const asked = await questionsOf(recording);
    const options = panel(page)
      .getByRole("region")
      .filter({ has: skip(page) })
      .getByRole("button");
    let [answered, reached] = [0, 0];
    for (const { at, settled } of asked) {
      if (at > reached + 1) {
        await scrubber(page).fill(String(at - 1));
        await expect(scrubber(page)).toHaveValue(String(at - 1));
      }
      // To the step that settles it: another question may come on the way.
      for (let index = Math.max(at, reached + 1); index <= settled; index++) {
        await clickAt(page, next(page));
        if (await skip(page).isVisible()) {
          await options.first().click();
          answered++;
        }
        await expectFacts(page, recording, index);
      }
      reached = Math.max(reached, settled);
    }
    expect(answered).toBe(asked.length);
    await page.keyboard.press("End");
    await expectFacts(page, recording, recording.steps.length);
    const folded = panel(page)
      .getByText(/^You predicted/)
      .first();
    if (asked.length > 0) await expect(folded).toBeVisible();
    if (asked.length > 0 && (await folded.evaluate((one) => one.localName === "summary"))) await folded.click();
    if (asked.length > 0) await expect(panel(page).getByText("What happened").first()).toBeVisible();
    await previous(page).click();
    await expectFacts(page, recording, recording.steps.length - 1);
    expect(complaints()).toEqual([]);
  });

  test(`${id}: switches thrown, and the ending told is the ending that came`, async ({ page, complaints }) => {
    test.setTimeout(180_000);
    await visitScene(page, id, "depth=protocol");
    const before = await recordingOf(page);
    // Every second one, beginning with the first or the second in turn; at length, all. words.test.ts has them all.
    for (const setting of (await settingsOf(page)).filter(({ at }) => AT_LENGTH || (at + nth) % 2 === 0)) {
      // Its own address takes the scene back to how it opens.
      await visit(page, `#/scene/${id}?depth=protocol`);
      await expect(scrubber(page)).toHaveValue("0");
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const isSet = await throwSetting(page, setting);
      const after = await recordingOf(page);
      if (!isSet) expect(after.throws.length, setting.words).toBe(before.throws.length + 1);
      await page.keyboard.press("Escape");
      await page.locator("body").press("End");
      await expectFacts(page, after, after.steps.length);
    }
    expect(complaints()).toEqual([]);
  });

  test(`${id}: every key on the desks opens, and shows its fingerprint`, async ({ page, complaints }) => {
    await visitScene(page, id);
    const recording = await recordingOf(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
    await expectFacts(page, recording, recording.steps.length);
    const keys = artifactsOf(recording).filter((one) => one.kind === "key");
    const chips = page.getByRole("region", { name: "Stage" }).getByRole("button", { name: /\bkey [0-9a-f]{4}/ });
    const names = await chips.evaluateAll((all) => all.map((chip) => chip.getAttribute("aria-label") ?? ""));
    for (const [at, name] of names.entries()) {
      const short = /key ([0-9a-f]{4})/.exec(name)?.[1] ?? "none";
      const known = keys.filter((key) => key.fingerprint.startsWith(short));
      expect(known, name).not.toHaveLength(0);
      await chips.nth(at).click();
      await expect(heading(page)).toContainText(short);
      const shown = (
        await panel(page)
          .getByText(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/)
          .first()
          .innerText()
      ).replaceAll(" ", "");
      expect(known.map((key) => key.fingerprint)).toContain(shown);
      await page.keyboard.press("Escape");
    }
    expect(complaints()).toEqual([]);
  });
}

test("→ once more at the end goes on to the next scene", async ({ page, complaints }) => {
  await visitScene(page, sceneIds[0] ?? "");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.url()).toContain(`#/scene/${sceneIds[1]}`);
  await expect(scrubber(page)).toHaveValue("0");
  await visitScene(page, sceneIds.at(-1) ?? "");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect(panel(page).getByRole("heading", { name: "You have reached the end" })).toBeVisible();
  expect(complaints()).toEqual([]);
});

test("plays by itself to the end, moving, and rests there", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? "", reducedMotion: "no-preference" });
  const page = await context.newPage();
  const complaints = watch(page, baseURL ?? "");
  await openScene(page, "direct", "speed=4");
  const recording = await recordingOf(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Space");
  for (let waited = 0; waited < 300; waited++) {
    await skipQuestion(page);
    if ((await scrubber(page).inputValue()) === String(recording.steps.length)) break;
    await page.waitForTimeout(100);
  }
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await expectFacts(page, recording, recording.steps.length);
  expect(complaints()).toEqual([]);
  await context.close();
});

/** Goes on by the keys of people and of clickers, and by the button, in turns. */
async function stepOn(page: Page, index: number): Promise<void> {
  if (index % 3 === 0) await clickAt(page, next(page));
  else await page.keyboard.press(index % 3 === 1 ? "ArrowRight" : "PageDown");
}
