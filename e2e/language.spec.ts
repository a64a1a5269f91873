import { expect, type Page, test } from "@playwright/test";
import { stands, visit } from "./app.ts";

/** What stands in no catalogue: names, code, what goes over the wire, keys, numbers, the languages' own names. */
const NO_MESSAGE =
  /\b(Alice|Bob|Mallory|Carol|Dave|Not-Alice|English|Deutsch|mqtt|tag|signed with|ecdsa-with-SHA256|Please pay Carol 10 coins|Certificate|(Example )?[A-Z]\w+ (Patients’ )?Authority|Between|and|RSA|AES|GCM|OAEP|SHA|TLS|RFC|[0-9a-f]{4}|PgUp|PgDn|Space|Home|End|Esc)\b|\S*\.(example|pem|der|crt)\b|https?:\S+/g;

/** Texts on the page, and names that are read out, in which a word stands that went through no catalogue. */
async function plainTexts(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest("code, kbd, pre, svg, [hidden], noscript, q, option, textarea") !== null)
        continue;
      found.push(node.textContent ?? "");
    }
    for (const one of document.querySelectorAll("[aria-label], [title]")) {
      found.push(one.getAttribute("aria-label") ?? "", one.getAttribute("title") ?? "");
    }
    return found;
  });
  const isPlain = (text: string): boolean =>
    /(?<![\p{L}\p{N}_./-])[A-Za-z]?[a-z]{3,}(?![\p{L}\p{N}_./-])/u.test(
      text.replace(/“[^”]*”/g, " ").replace(NO_MESSAGE, " "),
    );
  return [...new Set(texts.map((text) => text.trim()).filter(isPlain))];
}

/** The page is loaded once, with its language; from then on the address changes within it, as by a link. */
async function goTo(page: Page, address: string): Promise<void> {
  if (page.url() === "about:blank") await page.goto(`./${address}`);
  else {
    const before = await page.locator("h1").first().innerText();
    await visit(page, address);
    await expect(page.locator("h1").first()).not.toHaveText(before);
  }
  await stands(page);
}

const PAGES = [
  "#/",
  "#/scene/mitm?depth=protocol&step=bob.opens.request",
  "#/scene/tls13-mutual?depth=bytes&step=bob.checks.certificate",
  "#/lab",
  "#/check",
  "#/lesson/3",
  "#/selfcheck/3",
  "#/embed-builder",
  "#/embed/rejection",
];

test.describe("in another language", () => {
  test("every text of every page comes from a catalogue", async ({ page }) => {
    const loose: Record<string, readonly string[]> = {};
    for (const address of PAGES) {
      await goTo(page, `${address}${address.includes("?") ? "&" : "?"}lang=en-XA`);
      const found = await plainTexts(page);
      if (found.length > 0) loose[address] = found;
    }
    expect(loose).toEqual({});
  });

  test("from right to left nothing runs out of the page, and the language stays with the address", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of ["#/", "#/scene/mitm", "#/lab", "#/check"]) {
      await goTo(page, `${address}?lang=ar-XB`);
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, address).toBeLessThanOrEqual(0);
    }
  });

  test("German is chosen on the start page, kept in the address and for the next visit", async ({ page }) => {
    await page.goto("./#/");
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page).toHaveURL(/lang=de/);
    await page.goto("./?again#/scene/direct");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.goto("./?other#/scene/direct?locale=en-GB");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByText("A letter").first()).toBeVisible();
  });
});
