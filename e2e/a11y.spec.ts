import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { open, openScene, panel, recordingOf, sceneIds, scrubber, skip } from "./app.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const theme of ["light", "dark"] as const) {
  test(`start page, ${theme}`, async ({ page }) => {
    await open(page, `#/?theme=${theme}`);
    await page.emulateMedia({ colorScheme: theme });
    await expectNoViolation(page, "start page");
  });

  for (const id of sceneIds) {
    test(`${id}, ${theme}: at the start, on the way at each depth, at a verdict, at the end`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await openScene(page, id, `theme=${theme}`);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      const recording = await recordingOf(page);
      await page.keyboard.press("Escape");
      const last = recording.steps.length;
      await expectNoViolation(page, "opening");
      await seek(page, Math.ceil(last / 3));
      await expectNoViolation(page, "a third");
      await page.getByRole("radio", { name: "Protocol" }).check({ force: true });
      await seek(page, Math.ceil(last / 2));
      await expectNoViolation(page, "half, protocol");
      await page.getByRole("radio", { name: "Bytes" }).check({ force: true });
      await seek(page, Math.ceil((2 * last) / 3));
      await expectNoViolation(page, "two thirds, bytes");
      const judged = recording.steps.findIndex((step) => step.event.type === "checks");
      if (judged >= 0) await seek(page, judged + 1);
      if (judged >= 0) await expectNoViolation(page, "a verdict");
      await page.getByRole("radio", { name: "Story" }).check({ force: true });
      await seek(page, last);
      await expectNoViolation(page, "end");
    });
  }

  test(`panels, menus, questions and an embedded scene, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openScene(page, "rejection", `theme=${theme}`);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await expectNoViolation(page, "menu");
    await page.keyboard.press("Escape");
    await page
      .getByLabel("Transport")
      .getByRole("button", { name: /^What if/ })
      .click();
    await expectNoViolation(page, "what if");
    await page.keyboard.press("Escape");
    for (let step = 0; step < 40 && !(await skip(page).isVisible()); step++) await page.keyboard.press("PageDown");
    await expectNoViolation(page, "question");
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
    const stage = page.getByRole("region", { name: "Stage" });
    for (const kind of [/\bkey [0-9a-f]{4}/, /certificate|trusts/i, /^Alice client/]) {
      await stage.getByRole("button", { name: kind }).first().click();
      await expect(panel(page).getByRole("button", { name: "Back" })).toBeVisible();
      await expect(panel(page).getByText("Opening…")).toHaveCount(0);
      await expectNoViolation(page, `${kind} opened`);
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoViolation(page, "help");
    await open(page, `#/embed/mitm?theme=${theme}`);
    await expectNoViolation(page, "embedded");
  });
}

async function seek(page: Page, index: number): Promise<void> {
  await scrubber(page).fill(String(index));
  await expect(scrubber(page)).toHaveValue(String(index));
}

async function expectNoViolation(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(standard).analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`)}`,
  );
  expect(told, where).toEqual([]);
}
