import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { questions } from "../src/scenes/selfcheck/act1.ts";
import { AT_LENGTH, next, open, openScene, panel, recordingOf, scrubber, skip, skipQuestion, visit } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { test } from "./shared.ts";

test("at the end: one prediction right, one wrong, one skipped, and a switch settles them anew", async ({
  page,
  complaints,
}) => {
  await openScene(page, "routers");
  await goTo(page, 2);
  await answer(page, "Every word");
  await goTo(page, 3);
  await answer(page, "It is what Alice wrote");
  await goTo(page, 10);
  await next(page).click();
  await skip(page).click();
  await expect(summary(page)).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(summary(page)).toContainText("1 of 2 predictions came true. 1 question was skipped.");
  await expect(summary(page).getByRole("listitem")).toHaveCount(3);
  const wrong = summary(page).getByRole("listitem").nth(1);
  await expect(wrong).toContainText("You predicted: It is what Alice wrote");
  await expect(wrong).toContainText("Bob read “Please pay Mallory 1000 coins”");
  await expectAccessible(page, "summary", AT_LENGTH);
  await wrong.getByRole("link", { name: /^See it again: step 9, Bob reads/ }).click();
  await expect(scrubber(page)).toHaveValue("9");
  await expect(page).toHaveURL(/step=bob\.reads\.request/);
  // Back, and Mallory only carries: of what was asked by then, all comes true now; the rest is asked again.
  await goTo(page, 4);
  await page.locator("body").press("m");
  await expect(page).toHaveURL(/mallory=off/);
  await page.keyboard.press("End");
  await expect(summary(page)).toContainText("2 of 2 predictions came true.");
  await page.keyboard.press("ArrowLeft");
  await expect(summary(page)).toHaveCount(0);
  expect(complaints()).toEqual([]);
});

test("nothing at the end where nothing was asked; in a frame as in the scene", async ({ page, complaints }) => {
  await openScene(page, "direct");
  await page.keyboard.press("End");
  await expect(panel(page).getByRole("heading", { level: 1 })).toContainText("The end");
  await expect(summary(page)).toHaveCount(0);
  await open(page, "#/embed/direct?step=bob.reads.request");
  await next(page).click();
  await page.getByRole("button", { name: "First ask Alice" }).click();
  await page.locator("body").press("End");
  await expect(summary(page)).toContainText("Your prediction did not come true.");
  // No link, which could be opened without what the frame's address says.
  await expect(summary(page).getByRole("link")).toHaveCount(0);
  await summary(page)
    .getByRole("button", { name: /^See it again/ })
    .click();
  await expect(page).toHaveURL(/#\/embed\/direct\?step=bob\.acts/);
  expect(complaints()).toEqual([]);
});

test("a self-check by keyboard alone: each answer comes from a run, and the result is kept until it is cleared", async ({
  page,
  complaints,
}) => {
  await open(page, "#/selfcheck/1");
  await expectAccessible(page, "question", AT_LENGTH);
  const seen: { href: string; happened: string; told: string }[] = [];
  for (const [at, question] of questions.entries()) {
    await expect(page.getByRole("heading", { name: question.about })).toBeVisible();
    await tabTo(page, page.getByRole("radio").first());
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    const status = page.getByRole("status").filter({ hasText: "What happened:" });
    await expect(status).toContainText(/It came (as you said|otherwise)\./);
    seen.push({
      href: (await status.getByRole("link", { name: /^See it on stage/ }).getAttribute("href")) ?? "",
      happened: (await status.getByRole("paragraph").filter({ hasText: "What happened:" }).innerText()).replace(
        "What happened: ",
        "",
      ),
      told: await page.locator("main section p").nth(1).innerText(),
    });
    if (at === 0) await expectAccessible(page, "answered", AT_LENGTH);
    await expect(page.getByRole("button", { name: /^(Next question|What came of it all)$/ })).toBeFocused();
    await page.keyboard.press("Enter");
  }
  const heading = page.getByRole("heading", { name: /^Of 5 questions, \d came as you said$/ });
  await expect(heading).toBeFocused();
  await expectAccessible(page, "self-check’s summary", AT_LENGTH);
  const right = /, (\d) came/.exec(await heading.innerText())?.[1];
  await page.reload();
  await expect(page.getByText(`Last time: ${right} of 5.`)).toBeVisible();
  await page.getByRole("button", { name: "Forget it" }).press("Enter");
  await expect(page.getByText(/^Last time/)).toHaveCount(0);
  for (const at of [1, 3]) {
    const [question, one] = [questions[at], seen[at]];
    expect(question?.variants.map(({ told }) => told)).toContain(one?.told);
    await visit(page, one?.href ?? "");
    await expect(next(page)).toBeVisible();
    const recording = await recordingOf(page);
    await page.keyboard.press("Escape");
    const found = question?.answer(recording);
    expect(question?.options.find(({ id }) => id === found?.option)?.label).toBe(one?.happened);
    await expect(scrubber(page)).toHaveValue(String(recording.steps.findIndex(({ id }) => id === found?.step) + 1));
  }
  expect(complaints()).toEqual([]);
});

test("a lesson plan’s links open what they say, and on paper it is black on white", async ({ page, complaints }) => {
  await open(page, "");
  await page
    .getByRole("region", { name: /Who is Bob/ })
    .getByRole("link", { name: "Lesson plan" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Act III: Who is Bob?" })).toBeVisible();
  await expectAccessible(page, "lesson plan", AT_LENGTH);
  const links = page.getByRole("link", { name: /^Step \d+:/ });
  const places = await links.evaluateAll((all) =>
    all.map((link) => ({ href: link.getAttribute("href") ?? "", at: /\d+/.exec(link.textContent)?.[0] ?? "" })),
  );
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByText("one step before").first()).toBeHidden();
  await expect(links.first()).toBeVisible();
  const [ink, ground] = await page.evaluate(() => {
    const { color } = getComputedStyle(document.querySelector("h1") ?? document.body);
    return [color, getComputedStyle(document.body).backgroundColor];
  });
  expect([ink, ground]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  await page.emulateMedia({ media: null, colorScheme: null });
  for (const { href, at } of [places[2], places[7], places[12]].flatMap((one) => one ?? [])) {
    await visit(page, href);
    await expect(scrubber(page)).toHaveValue(at);
    await expect(page.getByText(/left out/)).toHaveCount(0);
  }
  expect(complaints()).toEqual([]);
});

function summary(page: Page): Locator {
  return page.getByRole("region", { name: "What you thought, and what happened" });
}

async function goTo(page: Page, index: number): Promise<void> {
  await scrubber(page).fill(String(index));
  await expect(scrubber(page)).toHaveValue(String(index));
}

async function answer(page: Page, words: string): Promise<void> {
  await next(page).click();
  await panel(page).getByRole("button", { name: words }).click();
  await skipQuestion(page);
}

/** Goes on with the Tab key until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((one) => one === document.activeElement)) return;
  }
  await expect(target).toBeFocused();
}
