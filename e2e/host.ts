import type { FrameLocator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type {
  EventDetails,
  EventMessage,
  EventName,
  Failure,
  Method,
  ReplyMessage,
  Results,
} from "../src/embed/messages/protocol.ts";
import { stands } from "./app.ts";
import { serveDist } from "./static-server.mjs";

/** The app, on an origin and a site that no host here has. */
export const APP = `http://localhost:${process.env.E2E_PORT ?? 41733}/`;

/** A page of somebody else's, on an origin and a site of its own, with scenes in frames. */
export type Host = Readonly<{ page: Page; url: string; close: () => void }>;

/**
 * The script of a plain host: it keeps what its frames say in `heard`, and `ask` sends a command to one of them and
 * waits for the answer.
 */
export const HOST_SCRIPT = `
  window.heard = [];
  window.others = [];
  window.waiting = new Map();
  addEventListener("message", ({ data, source, origin }) => {
    const frame = [...document.querySelectorAll("iframe")].findIndex((one) => one.contentWindow === source);
    if (frame < 0) return;
    if (data?.namespace !== "between-alice-and-bob") return void window.others.push(data);
    window.heard.push({ ...data, frame, origin });
    window.waiting.get(data.reply)?.(data);
  });
  window.send = (message, frame = 0) => document.querySelectorAll("iframe")[frame].contentWindow.postMessage(message, "*");
  window.tell = (method, args, id, frame = 0) =>
    window.send({ namespace: "between-alice-and-bob", version: 1, method, args, ...(id === undefined ? {} : { id }) }, frame);
  let last = 0;
  window.ask = (method, args = [], frame = 0, patience = 8000) => {
    const id = "ask" + ++last;
    const answer = new Promise((resolve) => window.waiting.set(id, resolve));
    window.tell(method, args, id, frame);
    return Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve({ ok: false, late: true }), patience))]);
  };
`;

type HostOptions = Readonly<{
  /** Attributes of each frame, without its address. */
  frame?: string;
  /** The policy of the host's page. */
  policy?: string;
  head?: string;
  /** The body; `{0}`, `{1}` stand for the frames. */
  body?: string;
  pages?: Readonly<Record<string, string>>;
}>;

/** Opens a host whose frames show these hashes of the app; `{origin}` stands for its own origin. */
export async function openHost(page: Page, hashes: readonly string[], options: HostOptions = {}): Promise<Host> {
  const { frame = 'width="900" height="600"', policy, head = "", pages = {} } = options;
  const frames = hashes.map((hash, at) => `<iframe title="Scene ${at}" ${frame} src="${APP}${hash}"></iframe>`);
  const body = frames.reduce(
    (text, one, at) => text.replace(`{${at}}`, one),
    options.body ?? hashes.map((_, at) => `{${at}}`).join(""),
  );
  const meta = policy === undefined ? "" : `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const html = (origin: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8">${meta}<title>Host</title><script nonce="host">${HOST_SCRIPT}</script>${head}</head><body>${body}</body></html>`.replaceAll(
      "{origin}",
      origin,
    );
  const served: Record<string, string> = { ...pages };
  const server = await serveDist({ base: "/nothing-here/", pages: served });
  const url = `http://127.0.0.1:${server.port}`;
  served["/host"] = html(url);
  await page.goto(`${url}/host`);
  return { page, url, close: server.close };
}

/** The scene in one of a page's frames, once it stands. */
export async function sceneIn(page: Page, nth = 0): Promise<FrameLocator> {
  const frame = page.frameLocator("iframe").nth(nth);
  await stands(frame);
  return frame;
}

type Answer<M extends Method> = Readonly<{
  ok: boolean;
  result?: Results[M];
  error?: Failure;
  /** No answer came. */
  late?: true;
}>;

/** Asks a frame for something, and gives its answer; one that says so where none came within `patience` ms. */
export function ask<M extends Method>(
  page: Page,
  method: M,
  args: readonly unknown[] = [],
  frame = 0,
  patience = 8000,
): Promise<Answer<M>> {
  return page.evaluate<Answer<M>, [string, readonly unknown[], number, number]>(
    ([what, list, at, wait]) => Reflect.get(window, "ask")(what, list, at, wait),
    [method, args, frame, patience],
  );
}

/** All that the frames have said so far. */
export function heard(page: Page): Promise<readonly (Readonly<{ origin: string; frame: number }> & FromFrame)[]> {
  return page.evaluate(() => Reflect.get(window, "heard"));
}

type FromFrame = EventMessage | ReplyMessage;

/** The details of all events of a name so far, from all frames or one. */
export function events<E extends EventName>(page: Page, name: E, frame = -1): Promise<readonly EventDetails[E][]> {
  return page.evaluate<readonly EventDetails[E][], [string, number]>(
    ([event, at]) =>
      Reflect.get(window, "heard")
        .filter((one: { event?: string; frame: number }) => one.event === event && (at < 0 || one.frame === at))
        .map(({ detail }: { detail: unknown }) => detail),
    [name, frame],
  );
}

/** Waits until an event of a name has come that has these properties. */
export async function expectEvent<E extends EventName>(
  page: Page,
  name: E,
  detail: Partial<EventDetails[E]> = {},
): Promise<void> {
  await expect
    .poll(() => events(page, name), { message: `no such event: ${name}` })
    .toContainEqual(expect.objectContaining(detail));
}

/** To be run in a host: floods its first frame with so many messages, of every kind that means no good. */
export async function flood(count: number): Promise<void> {
  const post = (message: unknown): void => document.querySelector("iframe")?.contentWindow?.postMessage(message, "*");
  const ours = { namespace: "between-alice-and-bob", version: 1 };
  const huge = "x".repeat(1_000_000);
  let deep: unknown = "deep";
  for (let depth = 0; depth < 500; depth++) deep = { deep, list: [deep] };
  const rude = [
    null,
    42,
    "text",
    [],
    {},
    ours,
    { ...ours, version: 2, method: "next" },
    { ...ours, method: "constructor" },
    { ...ours, method: "__proto__", id: {} },
    { ...ours, method: "seek", args: [Number.NaN] },
    { ...ours, method: "seek", args: { length: 1e9 } },
    { ...ours, method: "set-switch", args: ["mallory", "relay", 1, 2, 3] },
    { ...ours, method: "set-state", args: [`1 mitm?mallory=${"relay@x,".repeat(400)}`] },
    { ...ours, method: "set-eyes", args: ["nobody"], id: "x".repeat(65) },
    { ...ours, method: "seek", args: new Array(100_000) },
    { context: "h5p", action: "hello" },
    "slide:stop",
  ];
  const valid = [
    (id: number) => ({ ...ours, id, method: "set-switch", args: ["mallory", id % 2 === 0 ? "relay" : "off"] }),
    (id: number) => ({ ...ours, method: id % 2 === 0 ? "next" : "previous" }),
    (id: number) => ({ ...ours, id, method: "seek", args: [id % 20] }),
    (id: number) => ({ ...ours, id, method: "hello" }),
  ];
  for (let nth = 0; nth < count; nth++) {
    if (nth % 100 === 0) post({ ...ours, method: "seek", args: [huge] });
    else if (nth % 100 === 1) post({ ...ours, method: "seek", args: [deep], deep });
    else post(valid[nth % 5]?.(nth) ?? rude[nth % rude.length]);
    if (nth % 200 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
}
