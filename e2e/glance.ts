import type { Page } from "@playwright/test";

/** What the screen says, read at one moment, so that a step costs one look and not a dozen questions. */
export type Glance = Readonly<{
  hash: string;
  position: number;
  header: string;
  heading: string;
  panel: string;
  depth: string;
  /** Who can read the packet on stage, row by row: names and words. Empty where no such table stands there. */
  readers: readonly Readonly<{ names: string; words: string }>[];
  /** The two lights and the checks of a verdict. */
  lights: Readonly<Record<string, string>>;
  checks: readonly string[];
  /** How it ended: the stage's numbers and the panel's sentences. */
  numbers: readonly string[];
  ending: readonly string[];
}>;

/**
 * Looks as soon as the panel tells of the step `index`, which it does a frame after the stage; or after some frames, if
 * it never does.
 */
export function glance(page: Page, index: number): Promise<Glance> {
  return page.evaluate(async (awaited) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isTold = () => document.querySelector("[aria-label='The step and what is in it'] header")?.textContent;
    for (let waited = 0; waited < 10 && !isTold()?.startsWith(`Step ${awaited} of`); waited++) await frame();
    const panel = document.querySelector("[aria-label='The step and what is in it']");
    const stage = document.querySelector("section[aria-label='Stage']");
    // Not innerText: style sheets may write a heading in capitals.
    const text = (element: Element | null | undefined) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
    const all = (root: Element | null | undefined, selector: string) => [...(root?.querySelectorAll(selector) ?? [])];
    const part = (title: string) => all(panel, "section").find((one) => text(one.querySelector("h2")) === title);
    const slider = document.querySelector("input[type=range][aria-label='Step']");
    const table = all(panel, "table").find((one) => text(one.querySelector("caption")).startsWith("Who can read"));
    const lights = all(panel, "dl > div").map((one) => [text(one.querySelector("dt")), text(one.querySelector("dd"))]);
    return {
      hash: decodeURIComponent(location.hash),
      position: slider instanceof HTMLInputElement ? slider.valueAsNumber : Number.NaN,
      header: text(panel?.querySelector("header")),
      heading: text(panel?.querySelector("h1")),
      panel: text(panel),
      depth: text(document.querySelector("header fieldset input:checked")?.closest("label")),
      readers: all(table, "tr").map((row) => ({
        names: text(row.querySelector("th")),
        words: text(row.querySelector("td")),
      })),
      lights: Object.fromEntries(lights.filter(([term]) => /^(Signature over|Verdict on)/.test(term ?? ""))),
      checks: all(part("The checks that ran"), "ol > li").map(text),
      numbers: all(stage, "li").map(text),
      ending: all(part("How it ended"), "li").map(text),
    };
  }, index);
}
