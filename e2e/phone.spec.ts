import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { count, open, sceneIds, scrubber, visitScene } from "./app.ts";
import { sharing } from "./shared.ts";

const size = { width: 390, height: 844 };
const test = sharing({ viewport: size, hasTouch: true, isMobile: true, reducedMotion: "reduce" });

test.beforeEach(({ page }) => page.setViewportSize(size));

test("start page: no sideways scrolling, no target too small, no text too small", async ({ page }) => {
  await open(page, "");
  await expectFits(page);
});

test("start page and a scene at 320 px: no sideways scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, "");
  await expectFits(page);
  await visitScene(page, "mutual");
  await expectFits(page);
});

for (const id of sceneIds) {
  test(`${id}: no sideways scrolling, no target too small, no text too small, at any step`, async ({ page }) => {
    await visitScene(page, id);
    const last = await count(page);
    for (const index of [0, Math.ceil(last / 3), Math.ceil((2 * last) / 3), last]) {
      await scrubber(page).fill(String(index));
      await expectFits(page);
    }
  });
}

test("a scene is stepped, switched and looked into by touch", async ({ page }) => {
  await visitScene(page, "mitm");
  await page.getByRole("button", { name: "Next step" }).tap();
  await expect(scrubber(page)).toHaveValue("1");
  await page.getByRole("button", { name: /^What if/ }).tap();
  await expectFits(page);
  await page.getByRole("button", { name: /^What if/ }).tap();
  await page.getByRole("button", { name: "More", exact: true }).tap();
  await expectFits(page);
});

async function expectFits(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const seen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const nameOf = (element: Element) =>
      `${element.tagName} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").slice(0, 40)}”`;
    const controls = [...document.querySelectorAll("button, a[href], input, select, summary")].filter(seen);
    const small = controls.flatMap((control) => {
      const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
      const isInline = getComputedStyle(control).display === "inline";
      return isInline || width === 0 || Math.min(width, height) >= 23.5
        ? []
        : [`${nameOf(control)} ${width}×${height}`];
    });
    const tiny = [...document.querySelectorAll("body *")].filter(seen).flatMap((element) => {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== "");
      const box = element.getBoundingClientRect();
      // offsetWidth knows no transforms, and whole numbers only.
      const drawn =
        element instanceof HTMLElement && box.width < element.offsetWidth - 1 ? box.width / element.offsetWidth : 1;
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * drawn;
      return hasText && box.width > 2 && size < 12 ? [`${nameOf(element)} ${size}px`] : [];
    });
    return { wide, small, tiny };
  });
  expect(found).toEqual({ wide: 0, small: [], tiny: [] });
}
