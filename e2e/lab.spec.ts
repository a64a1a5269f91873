import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { foundIn } from "../src/app/lab/found.ts";
import type { Recording } from "../src/sim/recording.ts";
import { heading, open, recordingOf, scrubber, visit, watch } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { expectFacts } from "./facts.ts";
import { test } from "./shared.ts";

const wide = { width: 1600, height: 900 };
const middling = { width: 1100, height: 800 };
const phone = { width: 390, height: 844 };

test.beforeEach(({ page }) => page.setViewportSize(wide));
// The page is shared with the tests that come after.
test.afterEach(({ page, viewport }) => page.setViewportSize(viewport ?? wide));

test("a set-up is changed by keyboard alone, and what comes of it is told as the recording has it", async ({
  page,
  complaints,
}) => {
  await open(page, "");
  await page.getByRole("link", { name: "Set it up yourself" }).press("Enter");
  await expect(outcome(page)).toContainText("Connected: TLS_AES_128_GCM_SHA256, x25519");
  await field(page, "Bob", "Shows").focus();
  await page.keyboard.type("exp");
  await expectOutcome(page, "certificate_expired");
  await page.getByRole("button", { name: /^Go to step/ }).press("Enter");
  await expect(heading(page)).toHaveText("Alice checks, and refuses: it has expired");
  const recording = await recordingOf(page);
  for (const index of [1, foundIn(recording).index ?? 0, recording.steps.length]) {
    await scrubber(page).fill(String(index));
    await expectFacts(page, recording, index);
  }
  await page.getByRole("button", { name: "Undo the last change" }).press("Enter");
  await expectOutcome(page, "Connected");
  await page.getByRole("button", { name: "Redo the change" }).press("Enter");
  await expectOutcome(page, "certificate_expired");
  await page.getByRole("button", { name: "Reset" }).press("Enter");
  await expectOutcome(page, "Connected");
  expect(complaints()).toEqual([]);
});

test("lists are put in order by buttons that keep the focus, and one of each stays", async ({ page }) => {
  await open(page, "#/lab");
  await page.getByText("What she offers").click();
  const down = page.getByRole("button", { name: "X25519: prefer it less" });
  await down.press("Enter");
  await expectOutcome(page, "secp256r1");
  await expect(down).toBeFocused();
  await expect.poll(() => hashOf(page)).toBe("#/lab?alice-groups=p256,x25519");
  const groups = page.getByRole("group", { name: "Groups" }).first();
  await groups.getByRole("checkbox", { name: "P-256" }).press("Space");
  await groups.getByRole("checkbox", { name: "X25519", exact: true }).press("Space");
  await expect(groups.getByRole("checkbox", { name: "X25519", exact: true })).toBeChecked();
  await expect(groups.getByText("One must stay")).toBeVisible();
});

test("an address holds the set-up: loaded again or shared, the same comes of it", async ({ page, context }) => {
  await open(page, "#/lab");
  await page.getByLabel("To begin with").selectOption("The company’s proxy");
  await expectOutcome(page, "Mallory reads what Alice and Bob wrote");
  await page.getByRole("button", { name: "One router more" }).click();
  await field(page, "Bob", "Asks who calls").selectOption("asks");
  await expect.poll(() => hashOf(page)).toContain("bob-asks=ask");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await scrubber(page).fill("5");
  const [hash, recording] = [hashOf(page), await recordingOf(page)];
  await page.reload();
  await expect(scrubber(page)).toHaveValue("5");
  expect(hashOf(page)).toBe(hash);
  await expect(field(page, "Bob", "Asks who calls")).toHaveValue("ask");
  const other = await context.newPage();
  await open(other, hash);
  await expect(scrubber(other)).toHaveValue("5");
  expect(idsOf(await recordingOf(other))).toEqual(idsOf(recording));
  await other.close();
});

test("an address that makes no sense is mended and said so; a recording from a file brings its set-up", async ({
  page,
  complaints,
}) => {
  await open(page, "#/lab?bob-shows=purple&hops=99&alice-suites=rot13&colour=red&bob-asks=require");
  for (const word of ["purple", "99", "rot13", "colour"]) await expect(notices(page)).toContainText(word);
  await expect(field(page, "Bob", "Asks who calls")).toHaveValue("require");
  await page.getByRole("button", { name: "Dismiss" }).first().click();
  await expect(notices(page)).not.toContainText("purple");
  await visit(page, "#/lab?puzzle=AYEcncX");
  await expect(notices(page)).toContainText("damaged");
  await visit(page, "#/lab?alice-trusts=none");
  await expectOutcome(page, "unknown_ca");
  const recording = await recordingOf(page);
  await visit(page, "#/");
  await page.locator("input[type=file]").setInputFiles({
    name: "lab.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(recording)),
  });
  await expectOutcome(page, "unknown_ca");
  await expect(field(page, "Alice", "Trusts")).toHaveValue("none");
  await expect(page.getByText("from a file")).toBeVisible();
  expect(complaints()).toEqual([]);
});

test("M before the first step changes the set-up, in the middle of a run what comes after", async ({ page }) => {
  await open(page, "#/lab");
  await page.keyboard.press("m");
  await expect.poll(() => hashOf(page)).toBe("#/lab?mallory=eavesdrop");
  await expectOutcome(page, "Mallory reads nothing of it");
  for (let step = 0; step < 4; step++) await page.keyboard.press("PageDown");
  const before = await recordingOf(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  await expect.poll(() => hashOf(page)).toContain(`mallory=eavesdrop,tamper@${before.steps[3]?.id}`);
  await expect(field(page, "Mallory", "Does")).toHaveValue("eavesdrop");
  const after = await recordingOf(page);
  expect(after.steps.slice(0, 4)).toEqual(before.steps.slice(0, 4));
  await expectOutcome(page, outcomeWords(after));
  expect(outcomeWords(after)).toContain("hangs up");
});

test("a puzzle is set, and solved by somebody else: nothing tells the fault before, and everything after", async ({
  page,
  browser,
  baseURL,
}) => {
  await open(page, "#/lab?bob-shows=wrong-name");
  await page.getByRole("button", { name: "Set a puzzle…" }).click();
  const dialog = page.getByRole("dialog", { name: "Set a puzzle" });
  await dialog.getByLabel("Your question").fill("Why does Alice hang up?");
  await expect(dialog.getByText("To be found: Bob’s certificate: another’s name.")).toBeVisible();
  await expectAccessible(page, "setting a puzzle");
  const link = await dialog.getByRole("link", { name: "See it as a student" }).getAttribute("href");
  await page.keyboard.press("Escape");

  const context = await browser.newContext({ baseURL: baseURL ?? "", viewport: wide, reducedMotion: "reduce" });
  const student = await context.newPage();
  const complaints = watch(student, baseURL ?? "");
  await open(student, link ?? "");
  const sheet = student.getByRole("region", { name: "Puzzle", exact: true });
  await expect(sheet).toContainText("Why does Alice hang up?");
  await expect(sheet.getByText("hidden", { exact: true })).toHaveCount(11);
  await student.getByRole("button", { name: /^Go to step/ }).click();
  await expect(heading(student)).toHaveText("Alice checks what was shown, and hangs up");
  expect(JSON.stringify(await recordingOf(student))).not.toMatch(/wrong-name/);
  await student.keyboard.press("Escape");
  await answer(student, "Bob’s certificate", "expired");
  await expect(sheet).toContainText("that is not so here. But you are looking in the right place.");
  await expect(sheet).toContainText("One answer so far.");
  await answer(student, "Bob’s certificate", "another’s name");
  await expect(sheet).toContainText("“another’s name”: yes.");
  await expect(sheet).toContainText("Solved, with 2 answers.");
  await expect(heading(student)).toHaveText("Alice checks, and refuses: it is made out to somebody else");
  await expect(sheet.getByText("hidden", { exact: true })).toHaveCount(0);
  await expectAccessible(student, "solved");
  await sheet.getByRole("link", { name: "Open it in the lab" }).click();
  await expect(field(student, "Bob", "Shows")).toHaveValue("wrong-name");
  expect(complaints()).toEqual([]);
  await context.close();
});

test("where there is no room for both, the set-up makes way for what is told; nothing scrolls sideways", async ({
  page,
}) => {
  await page.setViewportSize(middling);
  await open(page, "#/lab?mallory=relay");
  await expect(setup(page)).toBeVisible();
  await page.getByText("What she offers").click();
  await expectAccessible(page, "the set-up beside the stage");
  await page.keyboard.press("PageDown");
  await expect(setup(page)).toHaveCount(0);
  await expect(heading(page)).toBeVisible();
  await page.setViewportSize(phone);
  for (const hash of ["#/lab?bob-shows=expired&bob-asks=require", "#/lab?puzzle=AcXKZKdib2Itc2hvd3M9ZXhwaXJlZA"]) {
    await open(page, hash);
    await expectNoSideways(page);
    await page.getByRole("button", { name: /^(Set-up|Puzzle)/ }).click();
    await expectNoSideways(page);
  }
  await open(page, "#/lab");
  await expect(setup(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Set-up" }).click();
  await page.getByText("What she offers").click();
  await expectAccessible(page, "the set-up on a phone");
});

function setup(page: Page): Locator {
  return page.getByRole("region", { name: "Set-up" });
}

/** A list of the set-up, by whose it is and what it is called. */
function field(page: Page, whose: string, label: string): Locator {
  return setup(page).getByRole("region", { name: whose }).getByRole("combobox", { name: label });
}

/** The line that says what came of the run. */
function outcome(page: Page): Locator {
  return page.getByRole("region", { name: /^The (lab|puzzle)$/ }).getByRole("status");
}

async function expectOutcome(page: Page, words: string): Promise<void> {
  await expect(outcome(page)).toContainText(words);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

function notices(page: Page): Locator {
  return page.getByRole("status").filter({ has: page.getByRole("button", { name: "Dismiss" }) });
}

async function answer(page: Page, where: string, what: string): Promise<void> {
  const form = page.getByRole("form", { name: "Your answer" });
  await form.getByLabel("Where is the fault?").selectOption(where);
  await form.getByLabel("What is it?").selectOption(what);
  await form.getByRole("button", { name: "Answer" }).click();
}

async function expectNoSideways(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider).toBeLessThanOrEqual(0);
}

function idsOf({ steps }: Recording): readonly string[] {
  return steps.map(({ id }) => id);
}

function outcomeWords(recording: Recording): string {
  return foundIn(recording).words.replaceAll("`", "");
}

function hashOf(page: Page): string {
  return decodeURIComponent(new URL(page.url()).hash);
}
