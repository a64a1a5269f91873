import { HOST_SCRIPT } from "../host.ts";
import { serveDist } from "../static-server.mjs";
import type { Engine, Page } from "./engine.ts";
import { SIZE } from "./whole.ts";

const SCENE = "mitm";
const PATIENCE_MS = 20_000;

type Now = Readonly<{ step: string | null; index: number; count: number; playing: boolean; depth: string }>;
type Reply = Readonly<{ ok: boolean; result?: Now; error?: Readonly<{ code: string }> }>;
type Heard = Readonly<{ event?: string; origin: string; detail?: Readonly<Record<string, unknown>> }>;
/** What `HOST_SCRIPT` puts into the host's window. */
type HostWindow = Readonly<{
  ask: (method: string, args: readonly unknown[]) => Promise<Reply>;
  heard: readonly Heard[];
  others: readonly Readonly<{ complaint?: string }>[];
}>;

/** A scene in a frame of another site: told what to do by the page around it, and telling what it did. */
export async function frame(engine: Engine, url: string): Promise<string> {
  const pages: Record<string, string> = {};
  const server = await serveDist({ base: "/nothing-here/", pages });
  pages["/host"] = hostPage(`${url}#/embed/${SCENE}`);
  const page = await engine.open({ ...SIZE, still: true });
  try {
    // The app is at localhost: to browsers, this is another site.
    await page.goto(`http://127.0.0.1:${server.port}/host`);
    return await converse(page, new URL(url).origin);
  } finally {
    await page.close();
    server.close();
  }
}

async function converse(page: Page, origin: string): Promise<string> {
  await hears(page, "that there is a scene", "ready", {});
  const first = await now(page, "next");
  same(first.index, 1, "the step after next");
  same((await now(page, "seek", 6)).index, 6, "the step after seek");
  same((await now(page, "previous")).index, 5, "the step after previous");
  same((await now(page, "set-depth", "protocol")).depth, "protocol", "the depth");
  const other = await now(page, "set-switch", "mallory", "off");
  await hears(page, "that a switch was thrown", "switch", { id: "mallory", value: "off" });
  if (other.count === first.count) throw new Error("the run is as long as before, though Mallory is off");
  same((await ask(page, "do-something")).error?.code, "unknown-method", "what comes of a command that there is not");
  // The mouse on its “next”, and then a key: both go into the frame.
  await page.clickAt(450, 300);
  await page.press("ArrowRight");
  await hears(page, "of the step that a key began", "step", { index: 6 });
  // A question on the way takes a “next” of its own.
  for (let left = 2 * other.count; left > 0; left--) {
    if ((await now(page, "next")).index === other.count) break;
  }
  await hears(page, "that it is complete", "complete", { steps: other.count });
  const { heard, others } = await page.evaluate(() => {
    const { heard, others } = window as unknown as HostWindow;
    return { heard, others };
  }, null);
  const strangers = heard.filter((one) => one.origin !== origin);
  if (strangers.length > 0) throw new Error(`messages from ${strangers[0]?.origin}`);
  const complaints = others.flatMap(({ complaint }) => complaint ?? []);
  if (complaints.length > 0) throw new Error(`the frame complains: ${complaints.join(" · ")}`);
  return `${heard.filter(({ event }) => event !== undefined).length} events`;
}

/** A page of somebody else's around the scene. */
function hostPage(address: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Course</title><script>${HOST_SCRIPT}</script>
    </head><body style="margin:0"><iframe title="Scene" width="900" height="600" src="${address}"></iframe></body></html>`;
}

function ask(page: Page, method: string, ...args: readonly unknown[]): Promise<Reply> {
  return page.evaluate((command) => (window as unknown as HostWindow).ask(command.method, command.args), {
    method,
    args,
  });
}

/** What a command that succeeds answers: where the scene is then. */
async function now(page: Page, method: string, ...args: readonly unknown[]): Promise<Now> {
  const { ok, result, error } = await ask(page, method, ...args);
  if (!ok || result === undefined) throw new Error(`${method} ${args.join(" ")}: ${error?.code ?? "no answer"}`);
  return result;
}

/** Waits until the host has heard an event with these details. */
async function hears(
  page: Page,
  what: string,
  event: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const start = Date.now();
  for (;;) {
    const isHeard = await page.evaluate(
      (wanted) =>
        (window as unknown as HostWindow).heard.some(
          (one) =>
            one.event === wanted.event &&
            Object.entries(wanted.details).every(([name, value]) => one.detail?.[name] === value),
        ),
      { event, details },
    );
    if (isHeard) return;
    if (Date.now() - start > PATIENCE_MS) throw new Error(`the host never hears ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function same<T>(found: T, expected: T, what: string): void {
  if (found !== expected) throw new Error(`${what}: ${String(found)}, not ${String(expected)}`);
}
