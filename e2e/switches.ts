import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";

/** One thing that can be chosen of a scene's switches: the place of its control, and what it says. */
export type Setting = Readonly<{ at: number; words: string }>;

/** Everything that can be set in the scene: Mallory's strategies, other choices, and what-ifs. */
export async function settingsOf(page: Page): Promise<readonly Setting[]> {
  await openPanel(page);
  const words = await controls(page).evaluateAll((all) =>
    all.map((one) => (one.closest("label, option") ?? one).textContent ?? ""),
  );
  return words.map((text, at) => ({ at, words: text }));
}

/** Sets it, as a person would (a what-if that is on is turned off): true where nothing had to change. */
export async function throwSetting(page: Page, { at }: Setting): Promise<boolean> {
  await openPanel(page);
  const control = controls(page).nth(at);
  const kind = await control.evaluate((one) => (one instanceof HTMLInputElement ? one.type : "option"));
  const wasChosen = await isChosen(control);
  if (kind !== "checkbox" && wasChosen) return true;
  const before = page.url();
  if (kind === "option") {
    await control.locator("xpath=ancestor::select").selectOption((await control.getAttribute("value")) ?? "");
  } else await control.locator("xpath=ancestor::label").click();
  await expect.poll(() => isChosen(control)).toBe(!wasChosen);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await expect.poll(() => page.url()).not.toBe(before);
  return false;
}

/** The radio buttons, switches and lists of the transport bar. */
function controls(page: Page): Locator {
  return page.getByLabel("Transport").locator("input[type=radio], input[type=checkbox], select > option");
}

function isChosen(control: Locator): Promise<boolean> {
  return control.evaluate((one) => (one instanceof HTMLOptionElement ? one.selected : one.matches(":checked")));
}

async function openPanel(page: Page): Promise<void> {
  const button = page.getByLabel("Transport").getByRole("button", { name: /^What if…\?/ });
  if ((await button.count()) === 0) return;
  if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
}
