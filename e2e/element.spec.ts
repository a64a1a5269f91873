import { expect, type Page, test } from "@playwright/test";
import type { AliceBobSceneElement } from "../src/embed/element/api.ts";
import { serveDist } from "./static-server.mjs";

/** The site, and on another origin the pages of somebody who knows `embed.js` alone. */
let site: Awaited<ReturnType<typeof serveDist>>;
let host: Awaited<ReturnType<typeof serveDist>>;
const pages: Record<string, string> = {};

test.beforeAll(async () => {
  site = await serveDist({ base: "/tls/", cors: true });
  host = await serveDist({ base: "/unused/", pages });
});

test.afterAll(() => {
  site.close();
  host.close();
});

/** Opens a page of the host's with this in its body. */
async function open(page: Page, body: string, { type = "", head = "" } = {}): Promise<void> {
  const path = `/${Object.keys(pages).length}`;
  pages[path] = `<!doctype html><html lang="en"><title>Course</title>${head}
    <script ${type} src="${site.url}embed.js"></script><body><h1>Course</h1>${body}`;
  await page.goto(`http://localhost:${host.port}${path}`);
}

/** Notes all that the first element of each page tells, from the first on: a scene may be ready before one asks. */
test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    const noted: unknown[] = [];
    Object.assign(window, { noted });
    const names = ["ready", "step", "verdict", "switch", "prediction", "complete", "playing", "error", "resize"];
    // On its way down, which also those take that don't bubble.
    for (const name of names)
      document.addEventListener(
        name,
        (event) => {
          if (!(event instanceof CustomEvent) || event.target !== document.querySelector("alice-bob-scene")) return;
          noted.push({ name, detail: event.detail, bubbles: event.bubbles, composed: event.composed });
        },
        true,
      );
  }),
);

/** What the first element of the page has told so far. */
function told(page: Page): Promise<readonly Noted[]> {
  return page.evaluate(() => Reflect.get(window, "noted"));
}

type Noted = Readonly<{ name: string; detail: Record<string, unknown>; bubbles: boolean; composed: boolean }>;

const scene = (page: Page) => page.locator("alice-bob-scene").first();
const frame = (page: Page) => scene(page).locator("iframe");
const inFrame = (page: Page) => scene(page).frameLocator("iframe");
const poster = (page: Page) => scene(page).locator("img.poster");

/** Does something with the element in the page. */
function withScene<T>(page: Page, work: (scene: AliceBobSceneElement) => T | Promise<T>): Promise<T> {
  return scene(page).evaluate(work);
}

test("an element is a scene: its attributes are the address, its methods answer, its events tell", async ({ page }) => {
  await open(
    page,
    '<alice-bob-scene scene="certificate" step="3" controls="none" theme="dark" links="0" autoplay="no"></alice-bob-scene>',
  );
  const noted = () => told(page);
  await withScene(page, (it) => it.seek("alice.checks.certificate"));
  await expect(frame(page)).toHaveAttribute("src", `${site.url}#/embed/certificate?controls=none&theme=dark&links=0`);
  await expect(frame(page)).toHaveAttribute("allow", "fullscreen");
  await expect(frame(page)).toHaveAttribute("title", "A name, signed · Between Alice and Bob");
  await expect(inFrame(page).locator("html")).toHaveAttribute("data-theme", "dark");
  const answers = await withScene(page, async (it) => {
    const before = await it.getState();
    const asked = [
      await it.previous(),
      await it.next(),
      await it.setDepth("protocol"),
      await it.setEyes("bob"),
      await it.setSwitch("mallory", "relay"),
      await it.play(),
      await it.pause(),
      await it.setState(before),
    ];
    return asked.map(({ step, depth, eyes, playing, asking }) => ({ step, depth, eyes, playing, asking }));
  });
  // What Alice will do is asked first.
  expect(answers[1]).toMatchObject({ step: "serverHalf.reaches.alice", asking: expect.any(String) });
  expect(answers[2]?.depth).toBe("protocol");
  expect(answers[3]?.eyes).toBe("bob");
  expect(answers[5]?.playing).toBe(true);
  expect(answers[6]?.playing).toBe(false);
  expect(answers[7]).toMatchObject({ step: "alice.checks.certificate", depth: "story", eyes: "all" });
  await withScene(page, (it) => it.seek("end"));
  const refused = await withScene(page, (it) => it.seek("nowhere").catch((error: Error) => Object.assign({}, error)));
  expect(refused).toEqual({ name: "SceneError", code: "not-found" });
  await expect.poll(async () => (await noted()).map(({ name }) => name)).toContain("complete");
  const all = await noted();
  for (const name of ["ready", "step", "verdict", "switch", "playing", "resize"])
    expect(
      all.map((one) => one.name),
      name,
    ).toContain(name);
  expect(all.find(({ name }) => name === "verdict")).toMatchObject({ bubbles: true, composed: true });
  expect(all.find(({ name }) => name === "verdict")?.detail).toMatchObject({ about: "bob.example", accepted: true });
  expect(all.find(({ name }) => name === "resize")?.bubbles).toBe(false);
});

test("attributes are properties, and what is changed later is done: told, or as another address at the same step", async ({
  page,
}) => {
  await open(page, '<alice-bob-scene scene="mitm" step="bob.opens.request" controls="none"></alice-bob-scene>');
  const noted = () => told(page);
  const read = await withScene(page, (it) => {
    const before = { scene: it.scene, step: it.step, loop: it.loop, links: it.links, fs: it.fs, height: it.height };
    it.links = false;
    it.autoplay = true;
    const set = [it.getAttribute("links"), it.getAttribute("autoplay")];
    it.links = true;
    it.autoplay = false;
    return { before, set, after: [it.hasAttribute("links"), it.hasAttribute("autoplay")] };
  });
  expect(read.before).toEqual({
    scene: "mitm",
    step: "bob.opens.request",
    loop: false,
    links: true,
    fs: true,
    height: "",
  });
  expect(read).toMatchObject({ set: ["0", ""], after: [false, false] });
  await expect.poll(async () => (await noted()).map(({ name }) => name)).toContain("ready");
  const address = () =>
    inFrame(page)
      .locator("html")
      .evaluate(() => location.hash);
  await withScene(page, (it) => {
    it.depth = "protocol";
    it.step = "2";
  });
  await expect.poll(address).toContain("step=alice.writes.clientHalf");
  await expect.poll(address).toContain("depth=protocol");
  const history = await page.evaluate(() => window.history.length);
  await withScene(page, (it) => {
    it.theme = "dark";
    it.controls = "minimal";
  });
  await expect(inFrame(page).locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(inFrame(page).getByRole("button", { name: "Next step" })).toBeVisible();
  expect(await address()).toContain("step=alice.writes.clientHalf");
  await withScene(page, (it) => {
    it.scene = "direct";
    it.step = "";
  });
  await expect(inFrame(page).getByRole("heading", { level: 1 })).toContainText("Alice writes to Bob");
  expect(await page.evaluate(() => window.history.length)).toBe(history);
  await withScene(page, (it) => it.setAttribute("height", "333"));
  await expect(frame(page)).toHaveJSProperty("offsetHeight", 333);
});

test("loads when it comes near, rests when it is far, and is a picture till then and in print", async ({ page }) => {
  await open(
    page,
    `<div style="height: 4000px"></div>
     <alice-bob-scene scene="mitm" step="bob.opens.request" theme="dark"></alice-bob-scene>
     <alice-bob-scene scene="direct" ctl label="Start"></alice-bob-scene>`,
  );
  const noted = () => told(page);
  await page.waitForTimeout(300);
  await expect(frame(page)).toHaveCount(0);
  await expect(poster(page)).toHaveAttribute("src", `${site.url}posters/mitm.svg#bob.opens.request`);
  await page.evaluate(() => scrollTo(0, 2700));
  await expect
    .poll(() => poster(page).evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
    .toBe(800);
  await expect.poll(async () => (await noted()).map(({ name }) => name)).toContain("ready");
  await expect(poster(page)).toBeHidden();
  await withScene(page, (it) => it.play());
  await page.evaluate(() => scrollTo(0, 0));
  const playing = async () =>
    (await noted()).filter(({ name }) => name === "playing").map(({ detail }) => detail.playing);
  await expect.poll(async () => (await playing()).at(-1)).toBe(false);
  await page.evaluate(() => scrollTo(0, 4000));
  await expect.poll(async () => (await playing()).at(-1)).toBe(true);
  await page.emulateMedia({ media: "print" });
  await expect(poster(page)).toBeVisible();
  await expect(frame(page)).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  const second = page.locator("alice-bob-scene").nth(1);
  await expect(second.locator("iframe")).toHaveCount(0);
  await second.getByRole("button", { name: /^Start: / }).click();
  await expect(second.locator("img.poster")).toBeHidden();
  await expect(second.frameLocator("iframe").getByRole("button", { name: "Next step" })).toBeVisible();
});

test("hears its own frame only, and of that only what makes sense", async ({ page }) => {
  await open(
    page,
    `<alice-bob-scene scene="direct"></alice-bob-scene><iframe name="other" src="${site.url}s/mitm.html"></iframe>`,
  );
  const noted = () => told(page);
  await expect.poll(async () => (await noted()).map(({ name }) => name)).toContain("ready");
  const before = (await noted()).length;
  const lie = {
    namespace: "between-alice-and-bob",
    version: 1,
    event: "complete",
    detail: { steps: 1, predictions: {} },
  };
  await page.evaluate((data) => window.postMessage(data, "*"), lie);
  await page.frame("other")?.evaluate((data) => parent.postMessage(data, "*"), lie);
  const senseless: unknown[] = [
    null,
    7,
    "complete",
    [],
    { ...lie, version: 2 },
    { ...lie, namespace: "reveal" },
    { ...lie, event: "constructor" },
    { ...lie, event: "resize", detail: { height: Number.NaN } },
    { ...lie, detail: null },
    { ...lie, event: undefined, reply: "element-99", ok: true },
  ];
  const own = page.frames().find((one) => one.url().includes("#/embed/direct"));
  await own?.evaluate((all) => {
    for (const data of all) parent.postMessage(data, "*");
  }, senseless);
  await own?.evaluate((data) => parent.postMessage(data, "*"), lie);
  const heard = async () => (await noted()).slice(before).filter(({ name }) => name !== "resize");
  await expect.poll(heard).toHaveLength(1);
  expect((await heard()).map(({ name }) => name)).toEqual(["complete"]);
});

test("works as a module in a page that forbids everything else", async ({ page }) => {
  const violations: string[] = [];
  page.on("console", (message) => message.type() === "error" && violations.push(message.text()));
  const { origin } = new URL(site.url);
  const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}; img-src ${origin}`;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  await open(page, '<alice-bob-scene scene="direct" step="1" height="420"></alice-bob-scene>', {
    type: 'type="module"',
    head: meta,
  });
  await expect(inFrame(page).getByRole("button", { name: "Next step" })).toBeVisible();
  await expect(frame(page)).toHaveJSProperty("offsetHeight", 420);
  await expect(poster(page)).toBeHidden();
  expect(violations).toEqual([]);
});
