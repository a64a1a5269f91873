import { expectNoComplaints, openScene, sceneOnStage } from "./checks.ts";
import type { Engine, Page, Wanted } from "./engine.ts";
import { click, until } from "./screen.ts";

export const SIZE = { width: 1280, height: 860 };

/** A check of the browser as a whole: what it gives goes into the table. */
export type WholeCheck = (engine: Engine, url: string) => Promise<string>;

/** Whoever asks for no motion sees each step at rest at once; all others see it move, and a scene plays by itself. */
export async function motion(engine: Engine, url: string): Promise<string> {
  await within(engine, { ...SIZE, still: true }, async (page) => {
    await openScene(page, url, "direct");
    if (!(await prefersStill(page))) throw new Error("the browser does not ask for less motion though it was told to");
    if ((await framesMoved(page)) > 0) throw new Error("something moves though no motion was asked for");
    await expectNoComplaints(page);
  });
  return within(engine, { ...SIZE, still: false }, async (page) => {
    await openScene(page, url, "direct", "?speed=4");
    if (await prefersStill(page)) throw new Error("the browser asks for less motion though it was not told to");
    const moved = await framesMoved(page);
    if (moved === 0) throw new Error("nothing moves");
    const { recording } = await sceneOnStage(page, "direct");
    await page.press(" ");
    for (let asked = 0; ; asked++) {
      const seen = await until(
        page,
        "the end, or a question",
        ({ position, count, asks }) => position === count || asks,
      );
      if (!seen.asks) break;
      if (asked > 5) throw new Error("a question does not go away");
      await page.press("Escape");
    }
    await until(
      page,
      "rest at the end",
      ({ position, header }) => position === recording.steps.length && header.startsWith("Step"),
    );
    await click(page, { role: "button", name: "^Play" });
    await expectNoComplaints(page);
    return `still and moving (${moved} places of the packet seen)`;
  });
}

/** The key agreement of the post-quantum scene, in browsers that have ML-KEM and in those that have it not. */
export async function postQuantum(engine: Engine, url: string): Promise<string> {
  return within(engine, { ...SIZE, still: true }, async (page) => {
    await openScene(page, url, "post-quantum", "?group=X25519MLKEM768");
    const native = await page.evaluate(async () => {
      // TypeScript does not know of these uses yet.
      const make: unknown = crypto.subtle.generateKey;
      const given = [{ name: "ML-KEM-768" }, true, ["encapsulateBits", "decapsulateBits"]];
      if (typeof make !== "function") return false;
      try {
        await Reflect.apply(make, crypto.subtle, given);
        return true;
      } catch {
        return false;
      }
    }, null);
    const { recording } = await sceneOnStage(page, "post-quantum");
    const made = recording.steps.flatMap((step) => step.made);
    const ends = made.filter((one) => one.kind === "connection").filter((one) => one.negotiated !== null);
    if (ends.length === 0) throw new Error("no handshake came to its end");
    const other = ends.find((one) => one.negotiated?.group !== "X25519MLKEM768");
    if (other !== undefined) throw new Error(`${other.actor} agreed on ${other.negotiated?.group}`);
    await page.press("End");
    await until(page, "the end", ({ position }) => position === recording.steps.length);
    await expectNoComplaints(page);
    return `agreed; ML-KEM in its WebCrypto: ${native ? "yes" : "no"}`;
  });
}

async function within<T>(engine: Engine, wanted: Wanted, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await engine.open(wanted);
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

function prefersStill(page: Page): Promise<boolean> {
  return page.evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches, null);
}

/** Steps on to where the first packet travels; gives at how many places it was seen on its way. */
async function framesMoved(page: Page): Promise<number> {
  await page.press("ArrowRight");
  await until(page, "the letter written", ({ position, header }) => position === 1 && header.startsWith("Step 1"));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await page.evaluate(() => {
    const places = new Set<string>();
    Object.assign(window, { places });
    const note = (): void => {
      const packet = document.querySelector("[data-seal][aria-label]");
      if (packet !== null) places.add(`${Math.round(packet.getBoundingClientRect().x)}`);
      requestAnimationFrame(note);
    };
    note();
  }, null);
  await page.press("ArrowRight");
  await until(page, "the letter on its way", ({ position, header }) => position === 2 && header.startsWith("Step 2"));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // Where it was, and where it is: only what lies between is motion.
  return page.evaluate(() => Math.max((window as unknown as { places: Set<string> }).places.size - 2, 0), null);
}
