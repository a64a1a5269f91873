import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { AT_LENGTH, count, heading, open, openScene, recordingOf, scrubber, watch } from "./app.ts";
import { brokenRecordings } from "./broken.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const BROKEN = AT_LENGTH ? 200 : 120;

for (const [round, id] of ["direct", "certificate", "tls13"].entries()) {
  test(`${BROKEN / 2} broken recordings of ${id} loaded: always a sentence`, async ({ page, baseURL }) => {
    test.setTimeout(180_000);
    const complaints = watch(page, baseURL ?? "");
    await openScene(page, id);
    const good = JSON.stringify(await recordingOf(page));
    let refused = 0;
    for (const [at, text] of brokenRecordings(good, BROKEN / 2, 7 + round).entries()) {
      await page.evaluate(() => {
        location.hash = "#/";
      });
      await expect(page.getByRole("navigation", { name: "Scenes" })).toBeVisible();
      const told = await load(page, text);
      const what = `broken recording ${at}: ${text.slice(0, 80)}`;
      if (told === "shown") await expectPlayable(page, what);
      else expect(told, what).toMatch(/^[A-Z“].{10,}\.$/);
      if (told !== "shown") refused++;
      expect(complaints(), what).toEqual([]);
    }
    // What a mutation leaves sound may be shown; most of them must not be.
    expect(refused).toBeGreaterThan(BROKEN / 4);
  });
}

test("a recording that was downloaded can be loaded again, and says the same at every step", async ({
  page,
  baseURL,
}) => {
  const complaints = watch(page, baseURL ?? "");
  await openScene(page, "mitm");
  const recording = await recordingOf(page);
  const titles = await titlesOf(page);
  await open(page, "");
  expect(await load(page, JSON.stringify(recording))).toBe("shown");
  expect(await titlesOf(page)).toEqual(titles);
  expect(await recordingOf(page)).toEqual(recording);
  expect(complaints()).toEqual([]);
});

test("a broken recording loaded within a scene leaves the scene as it is", async ({ page }) => {
  await openScene(page, "direct");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.locator("input[type=file]").setInputFiles(file("{"));
  await expect(page.getByRole("status").filter({ hasText: "not a recording" })).toBeVisible();
  await page.keyboard.press("End");
  await expect(scrubber(page)).toHaveValue(String(await count(page)));
});

/** Loads a file on the start page: the sentence that it gets, or `shown` where its scene opens. */
async function load(page: Page, text: string): Promise<string> {
  const status = page.getByRole("status").locator("p").first();
  const dismiss = page.getByRole("button", { name: "Dismiss" });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
  await page.locator("input[type=file]").setInputFiles(file(text));
  const opened = scrubber(page);
  await expect(status.or(opened).first()).toBeVisible();
  return (await opened.isVisible()) ? "shown" : ((await status.innerText()) ?? "");
}

function file(text: string) {
  return { name: "recording.json", mimeType: "application/json", buffer: Buffer.from(text) };
}

/** It can be gone through from one end to the other. */
async function expectPlayable(page: Page, what: string): Promise<void> {
  const last = await count(page);
  for (const index of [0, Math.floor(last / 3), Math.floor(last / 2), last]) {
    await scrubber(page).fill(String(index));
    await expect(scrubber(page), what).toHaveValue(String(index));
    await expect(heading(page), what).toHaveText(/\w/);
  }
}

async function titlesOf(page: Page): Promise<readonly string[]> {
  const titles: string[] = [];
  for (let index = 0; index <= (await count(page)); index++) {
    await scrubber(page).fill(String(index));
    titles.push(await heading(page).innerText());
  }
  return titles;
}
