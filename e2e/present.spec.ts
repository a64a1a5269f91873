import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page, test } from "@playwright/test";
import { AT_LENGTH, heading, next, open, openScene, recordingOf, scrubber, visit, watch } from "./app.ts";
import { expectAccessible } from "./axe.ts";

/** A reader of QR codes that is not the one who wrote them. */
const reader = readFileSync(createRequire(import.meta.url).resolve("jsqr"), "utf8");

test.use({ viewport: { width: 1280, height: 760 }, contextOptions: { reducedMotion: "reduce" } });

/**
 * At length only: a window that is closed and opened again, two presentations side by side, a popup held back, the dark
 * theme.
 */
const atLength = AT_LENGTH ? test : test.skip;

type Windows = Readonly<{ audience: Page; presenter: Page; complaints: () => readonly string[] }>;

test.describe("two windows", () => {
  test("every action in one is seen in the other, within 100 ms; a switch thrown in mid-scene; loaded again", async ({
    page,
    baseURL,
  }) => {
    const { audience, presenter, complaints } = await present(page, baseURL, "mitm");
    const both = { audience, presenter };
    const lags: number[] = [];
    const act = async (from: keyof typeof both, key: string, index: number): Promise<void> => {
      lags.push(await lag(both[from], from === "audience" ? presenter : audience, key, index));
    };
    for (const [n, from] of (["presenter", "audience", "presenter", "presenter", "audience"] as const).entries()) {
      await act(from, "PageDown", n + 1);
    }
    await act("presenter", "ArrowLeft", 4);
    await act("audience", "PageUp", 3);
    await act("audience", "End", 30);
    await act("presenter", "Home", 0);
    lags.sort((a, b) => a - b);
    const median = lags[Math.floor(lags.length / 2)] ?? Number.NaN;
    console.log(`one window after the other: ${lags.map((one) => one.toFixed(0)).join(", ")} ms`);
    expect(median).toBeLessThan(100);
    await presenter.keyboard.press("2");
    await expect(audience.getByRole("radio", { name: "Protocol" })).toBeChecked();
    await audience.keyboard.press("3");
    await expect(presenter.getByRole("radio", { name: "Bytes" })).toBeChecked();

    // A switch thrown from the presenter: the past stays, and both have the same keys.
    for (let n = 0; n < 9; n++) await presenter.keyboard.press("PageDown");
    await expect(scrubber(audience)).toHaveValue("9");
    const before = await recordingOf(audience);
    await presenter.getByText("off", { exact: true }).click();
    await expect(scrubber(audience)).toHaveValue("9");
    await expect(audience.getByRole("radio", { name: "off", exact: true })).toBeChecked();
    const after = await recordingOf(audience);
    expect(after.steps.slice(0, 9)).toEqual(before.steps.slice(0, 9));
    expect(after.steps.length).not.toBe(before.steps.length);
    await expect(scrubber(presenter)).toHaveAttribute("max", String(after.steps.length));
    await presenter.keyboard.press("End");
    await expect(scrubber(audience)).toHaveValue(String(after.steps.length));
    // Every key that one stage names, the other names too.
    expect(await keysOn(presenter)).toEqual(await keysOn(audience));
    expect((await keysOn(audience)).length).toBeGreaterThan(2);

    // Either loaded again: the place stays, and the run comes back byte for byte.
    await audience.keyboard.press("PageUp");
    const place = String(after.steps.length - 1);
    await audience.reload();
    await expect(next(audience)).toBeVisible();
    await expect(scrubber(audience)).toHaveValue(place);
    await expect(audience.getByText("Presenter connected")).toBeVisible();
    expect((await recordingOf(audience)).steps).toEqual(after.steps);
    await presenter.reload();
    await expect(scrubber(presenter)).toHaveValue(place);
    await presenter.keyboard.press("PageDown");
    await expect(scrubber(audience)).toHaveValue(String(after.steps.length));
    // The keys went with the page: what is switched now gives a new run, and that is said.
    await presenter.getByText("relay", { exact: true }).click();
    await expect(audience.getByText(/a new run, with new keys/)).toBeVisible();
    await expect(presenter.getByText(/a new run, with new keys/)).toBeVisible();
    expect(complaints()).toEqual([]);
  });

  atLength("either closed: the other goes on, says so, and opens it again", async ({ page, baseURL }) => {
    const { audience, presenter } = await present(page, baseURL, "routers");
    await presenter.keyboard.press("PageDown");
    await presenter.close({ runBeforeUnload: true });
    await expect(audience.getByText(/The presenter’s window (is closed|does not answer)\./)).toBeVisible({
      timeout: 20_000,
    });
    await audience.keyboard.press("PageDown");
    await expect(scrubber(audience)).toHaveValue("2");
    const [again] = await Promise.all([
      audience.context().waitForEvent("page"),
      audience.getByRole("button", { name: "Open the presenter’s window" }).click(),
    ]);
    await expect(scrubber(again)).toHaveValue("2");
    await audience.close({ runBeforeUnload: true });
    // A window that is closed may not get to say goodbye; then it is missed.
    await expect(again.getByText(/The audience’s window (is closed|does not answer)\./)).toBeVisible({
      timeout: 20_000,
    });
    const [audience2] = await Promise.all([
      again.context().waitForEvent("page"),
      again.getByRole("link", { name: "Open the audience’s window" }).click(),
    ]);
    await expect(again.getByText("Audience connected")).toBeVisible();
    await expect(audience2.getByText("Presenter connected")).toBeVisible();
    await expect(scrubber(audience2)).toHaveValue("2");
    await again.keyboard.press("ArrowLeft");
    await expect(scrubber(audience2)).toHaveValue("1");
  });

  atLength(
    "two presentations don’t mix, and a scene that is left takes the presenter along",
    async ({ page, baseURL }) => {
      const first = await present(page, baseURL, "direct");
      const other = await page.context().newPage();
      const second = await present(other, baseURL, "routers");
      await second.presenter.keyboard.press("PageDown");
      await expect(scrubber(second.audience)).toHaveValue("1");
      await expect(scrubber(first.audience)).toHaveValue("0");
      await expect(scrubber(first.presenter)).toHaveValue("0");
      await first.presenter.keyboard.press("End");
      await expect(scrubber(first.presenter)).toHaveValue("8");
      await first.presenter.keyboard.press("PageDown");
      await expect(first.audience).toHaveURL(/#\/scene\/routers/);
      await expect(first.presenter.getByRole("banner")).toContainText("Through strangers’ hands");
      await expect(scrubber(first.presenter)).toHaveValue("0");
      await visit(first.audience, "#/");
      await expect(first.presenter.getByText("shows no scene at present")).toBeVisible();
    },
  );
});

test("questions: large and paused for the class, revealed from the run by the teacher, clean for axe", async ({
  page,
  baseURL,
}) => {
  const { audience, presenter } = await present(page, baseURL, "impostor");
  const asked = audience.getByRole("region", { name: "A question for the class" });
  for (let n = 0; n < 8; n++) await presenter.keyboard.press("PageDown");
  await expect(asked).toContainText("Who will read it?");
  expect(
    Number.parseFloat(await asked.getByRole("heading").evaluate((h) => getComputedStyle(h).fontSize)),
  ).toBeGreaterThan(26);
  await expect(presenter.getByRole("region", { name: "The question that waits" })).toContainText("this run’s answer");
  await expect(audience.getByText("this run’s answer")).toHaveCount(0);
  await expectAccessible(presenter, "presenter, asking", AT_LENGTH);
  await expectAccessible(audience, "audience, asking", AT_LENGTH);
  await presenter.getByRole("heading", { level: 1 }).focus();
  await presenter.keyboard.press("Enter");
  await expect(asked).toHaveCount(0);
  await expect(scrubber(audience)).toHaveValue("8");
  // On to the step in which the answer is seen.
  for (let n = 0; n < 3; n++) await presenter.keyboard.press("PageDown");
  await expect(audience.getByRole("region", { name: "What came of the question" })).toBeVisible();
});

test("black and white, a pointer and a light at the same place, a code that leads here; by keyboard alone", async ({
  page,
  baseURL,
}) => {
  const { audience, presenter, complaints } = await present(page, baseURL, "mitm");
  await presenter.keyboard.press("b");
  await expect(audience.getByRole("button", { name: /^Black screen/ })).toBeVisible();
  await presenter.keyboard.press(".");
  await expect(audience.getByRole("button", { name: /^Black screen/ })).toHaveCount(0);
  await audience.keyboard.press("w");
  await expect(audience.getByRole("button", { name: /^White screen/ })).toBeVisible();
  await audience.keyboard.press("x");
  await expect(audience.getByRole("button", { name: /^White screen/ })).toHaveCount(0);

  await presenter.keyboard.press("l");
  const pad = presenter.getByRole("group", { name: /^The audience’s stage/ });
  const box = await pad.boundingBox();
  if (box === null) throw new Error("no stage");
  await presenter.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.75);
  const [x, y] = await spotOn(audience, "laser");
  expect(x).toBeCloseTo(0.25, 1);
  expect(y).toBeCloseTo(0.75, 1);
  await presenter.keyboard.press("k");
  await spotOn(audience, "light");
  await presenter.keyboard.press("k");
  await expect(audience.locator("[data-spot]")).toHaveCount(0);

  await presenter.keyboard.press("PageDown");
  await presenter.keyboard.press("q");
  for (const window of [presenter, audience]) {
    const dialog = window.getByRole("dialog", { name: "This view on your own screen" });
    await expect(dialog).toContainText("no telephone can reach it there");
    const address = await readCode(window);
    expect(address).toMatch(/#\/scene\/mitm\?step=alice\.makes\.half$/);
    await expect(dialog).toContainText(address);
  }
  await presenter.keyboard.press("Escape");
  await expect(audience.getByRole("dialog", { name: "This view on your own screen" })).toBeHidden();
  await presenter.keyboard.press("?");
  await expect(presenter.getByRole("dialog", { name: "Presenting" })).toContainText("Black screen");
  await presenter.keyboard.press("Escape");
  const reached = new Set<string>();
  for (let n = 0; n < 60; n++) {
    await presenter.keyboard.press("Tab");
    reached.add(await presenter.evaluate(nameOfFocus));
  }
  for (const name of ["Stop the clock", "Black screen (B)", "Next step", "Step", "Pointer L", "Story", "relay"]) {
    expect([...reached]).toContain(name);
  }
  await presenter.getByRole("button", { name: /^Pointer/ }).press("Enter");
  const focused = presenter.getByRole("group", { name: /arrow keys move the pointer/ });
  await focused.press("ArrowRight");
  expect((await spotOn(audience, "laser"))[0]).toBeGreaterThan(x + 0.01);
  expect(complaints()).toEqual([]);
});

atLength("a popup that is held back, and an address without a presentation, are said", async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await openScene(page, "direct");
  await page.keyboard.press("s");
  await expect(page.getByText("The browser held back the presenter’s window.")).toBeVisible();
  const [presenter] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "Open the presenter’s window" }).click(),
  ]);
  await expect(page.getByText("Presenter connected")).toBeVisible();
  await expect(heading(presenter)).toHaveCount(0);
  await open(page, "#/present/direct?session=nonsense");
  await expect(page.getByText("This address names no presentation.")).toBeVisible();
});

/** Opens a scene and, by its key, the presenter’s window. */
async function present(page: Page, home: string | undefined, scene: string): Promise<Windows> {
  const complaints = [watch(page, home ?? "")];
  await openScene(page, scene);
  const [presenter] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("s")]);
  complaints.push(watch(presenter, home ?? ""));
  await presenter.setViewportSize({ width: 1180, height: 800 });
  await expect(next(presenter)).toBeVisible();
  await expect(page.getByText("Presenter connected")).toBeVisible();
  return { audience: page, presenter, complaints: () => complaints.flatMap((all) => all()) };
}

/** How far apart, in ms, the two windows come to stand at the step to which a key in one of them leads. */
async function lag(from: Page, to: Page, key: string, index: number): Promise<number> {
  for (const page of [from, to]) await page.evaluate(noteStep, String(index));
  await from.keyboard.press(key);
  const [first, second] = await Promise.all([from.evaluate(notedStep), to.evaluate(notedStep)]);
  return Math.abs(first - second);
}

/** Notes when the line of steps comes to stand at a step. */
function noteStep(wanted: string): void {
  const slider = document.querySelector('input[type="range"][aria-label="Step"]');
  const noted = new Promise<number>((resolve) => {
    const look = (): void => {
      if (!(slider instanceof HTMLInputElement) || slider.value !== wanted) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    };
    const observer = new MutationObserver(look);
    if (slider !== null) observer.observe(slider, { attributes: true });
  });
  Object.assign(window, { noted });
}

function notedStep(): Promise<number> {
  return Reflect.get(window, "noted");
}

/** The names of the keys that a stage shows. */
async function keysOn(page: Page): Promise<readonly string[]> {
  const texts = await page.locator('section[aria-label="Stage"]').allInnerTexts();
  return [...new Set(texts.join(" ").match(/\b[0-9a-f]{4}\b/g) ?? [])].sort();
}

/** Where the audience’s spot is, as shares of the stage. */
async function spotOn(page: Page, kind: string): Promise<readonly [number, number]> {
  const spot = page.locator(`[data-stage] [data-spot="${kind}"] span`);
  await expect(spot).toHaveCount(1);
  await page.waitForTimeout(50);
  return spot.evaluate((element) => {
    const stage = element.closest("[data-stage]")?.getBoundingClientRect();
    const at = element.getBoundingClientRect();
    if (stage === undefined) throw new Error("no stage");
    return [(at.x + at.width / 2 - stage.x) / stage.width, (at.y + at.height / 2 - stage.y) / stage.height] as const;
  });
}

/** What is read out of whatever has the focus. */
function nameOfFocus(): string {
  const element = document.activeElement;
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
  return element?.getAttribute("aria-label") ?? label ?? element?.textContent ?? "";
}

/** What a telephone’s camera would read in the code on screen. */
async function readCode(page: Page): Promise<string> {
  const drawing = page.getByRole("img", { name: "QR code of the address" });
  const source = `data:image/png;base64,${(await drawing.screenshot()).toString("base64")}`;
  await page.evaluate(reader);
  return page.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = ${JSON.stringify(source)};
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(image, 0, 0);
    return jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data ?? "nothing";
  })()`);
}
