import type { Page } from "./engine.ts";

/** Something to be pressed: its role, and a pattern for its accessible name. */
export type Target = Readonly<{ role: "button" | "link" | "radio" | "checkbox"; name: string }>;

export type Screen = Readonly<{
  hash: string;
  position: number;
  count: number;
  header: string;
  heading: string;
  panel: string;
  /** What is spoken, and how many regions there are to speak from. */
  live: string;
  regions: number;
  asks: boolean;
  busy: boolean;
}>;

const PATIENCE_MS = 20_000;
const PAUSE_MS = 40;

/** What the page shows and says, at one moment. */
export function look(page: Page): Promise<Screen> {
  return page.evaluate(() => {
    const panel = document.querySelector("[aria-label='The step and what is in it']");
    const text = (element: Element | null | undefined) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
    const slider = document.querySelector("input[type=range][aria-label='Step']");
    return {
      hash: decodeURIComponent(location.hash),
      position: slider instanceof HTMLInputElement ? slider.valueAsNumber : -1,
      count: slider instanceof HTMLInputElement ? Number(slider.max) : -1,
      header: text(panel?.querySelector("header")),
      heading: text(panel?.querySelector("h1")),
      panel: text(panel),
      live: text(document.querySelector("[aria-live=polite]")),
      regions: document.querySelectorAll("[aria-live]").length,
      asks: [...document.querySelectorAll("button")].some((one) => one.textContent?.startsWith("Skip")),
      busy: document.querySelector("[aria-busy=true]") !== null || slider === null,
    };
  }, null);
}

/** Looks until it is as wanted, and gives what was seen then. Throws what was waited for, and what stood there instead. */
export async function until(
  page: Page,
  what: string,
  isSo: (screen: Screen) => boolean,
  patience = PATIENCE_MS,
): Promise<Screen> {
  const start = Date.now();
  for (;;) {
    const screen = await look(page);
    if (isSo(screen)) return screen;
    if (Date.now() - start > patience) {
      const { panel, ...rest } = screen;
      throw new Error(`waited for ${what}; there was ${JSON.stringify(rest)} with ${panel.slice(0, 200)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Presses the mouse where a control stands, as soon as it can be seen and nothing lies over it. */
export async function click(page: Page, target: Target): Promise<void> {
  const start = Date.now();
  for (;;) {
    const place = await page.evaluate(placeOf, target);
    if (typeof place !== "string") return page.clickAt(place.x, place.y);
    if (Date.now() - start > PATIENCE_MS) throw new Error(`no ${target.role} “${target.name}” to press: ${place}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** The accessible names of all controls of a role. */
export function namesOf(page: Page, role: Target["role"]): Promise<readonly string[]> {
  return page.evaluate((wanted) => {
    const kinds = {
      button: "button, summary",
      link: "a[href]",
      radio: "input[type=radio]",
      checkbox: "input[type=checkbox]",
    };
    const controls = [...document.querySelectorAll(kinds[wanted])];
    return controls.map((one) => one.getAttribute("aria-label") ?? (one.closest("label") ?? one).textContent ?? "");
  }, role);
}

/** In the page: the middle of the first such control, or what is in the way. */
function placeOf({ role, name }: Target): { x: number; y: number } | string {
  const kinds = {
    button: "button, summary",
    link: "a[href]",
    radio: "input[type=radio]",
    checkbox: "input[type=checkbox]",
  };
  const pattern = new RegExp(name);
  const control = [...document.querySelectorAll(kinds[role])].find((one) => {
    const label = one.getAttribute("aria-label") ?? (one.closest("label") ?? one).textContent ?? "";
    return pattern.test(label.replace(/\s+/g, " ").trim());
  });
  if (control === undefined) return "there is none";
  const seen = control.closest("label") ?? control;
  seen.scrollIntoView({ block: "nearest" });
  const { x, y, width, height } = seen.getBoundingClientRect();
  const middle = { x: x + width / 2, y: y + height / 2 };
  const there = document.elementFromPoint(middle.x, middle.y);
  if (there !== null && (seen.contains(there) || there.contains(seen))) return middle;
  return `${there?.outerHTML.slice(0, 80) ?? "nothing"} is in its place`;
}

/** What the text of a saved thing is, after something was pressed that saves one; pressed again where nothing came. */
export async function savedBy(page: Page, press: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    const { watched } = window as unknown as { watched: { saved: Blob[] } };
    watched.saved.length = 0;
  }, null);
  for (let tries = 0; tries < 3; tries++) {
    await press();
    const start = Date.now();
    while (Date.now() - start < PATIENCE_MS / 3) {
      const text = await page.evaluate(async () => {
        const { watched } = window as unknown as { watched: { saved: Blob[] } };
        return (await watched.saved[0]?.text()) ?? null;
      }, null);
      if (text !== null) return text;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    await page.press("Escape");
  }
  throw new Error("nothing was saved");
}

export type Operations = Readonly<Record<string, Readonly<{ done: number; refused: number }>>>;

/** What WebCrypto was asked in this page since it was loaded, by operation. */
export function operationsOf(page: Page): Promise<Operations> {
  return page.evaluate(() => (window as unknown as { watched: { operations: Operations } }).watched.operations, null);
}

/** What went wrong in this page since it was loaded, by its own account; requests to elsewhere among them. */
export function complaintsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { watched } = window as unknown as { watched: { complaints: string[] } };
    const requests = performance.getEntriesByType("resource").map((one) => one.name);
    const away = requests.filter((url) => !url.startsWith(`${location.origin}/`) && !/^(data|blob):/.test(url));
    return [...watched.complaints, ...away.map((url) => `request: ${url}`)];
  }, null);
}
