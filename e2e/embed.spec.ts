import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { chromium, expect, test } from "@playwright/test";
import { AT_LENGTH, next, open, scrubber, stands } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { chromiumArgs, ensureChromium } from "./browser.mjs";
import { APP, ask, events, expectEvent, flood, heard, openHost, sceneIn } from "./host.ts";
import { serveDist } from "./static-server.mjs";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/**
 * At length only: frames within frames, what `start`, `end`, `loop` and `autoplay` do together, the https frame in an
 * http page, the dark theme, the wider frames that get their height.
 */
const atLength = AT_LENGTH ? test : test.skip;

test("a host on another origin: every command is obeyed and answered, every event comes", async ({ page }) => {
  const host = await openHost(page, ["#/embed/mitm?mallory=relay"]);
  const frame = await sceneIn(page);
  await expectEvent(page, "ready", { scene: "mitm" });
  // Before the host has spoken, it hears of nothing but that there is a scene, and its height.
  await frame.getByRole("button", { name: "Next step" }).click();
  await expect(frame.getByText("1 · ", { exact: false }).first()).toBeVisible();
  expect(new Set((await heard(page)).map((one) => ("event" in one ? one.event : "")))).toEqual(
    new Set(["ready", "resize"]),
  );

  const hello = await ask(page, "hello");
  expect(hello.result?.now).toMatchObject({ index: 1, depth: "story", eyes: "all", playing: false });
  expect(hello.result?.switches.find(({ id }) => id === "mallory")).toMatchObject({ value: "relay" });
  const count = hello.result?.now.count ?? 0;
  expect(hello.result?.steps).toHaveLength(count);

  expect((await ask(page, "next")).result).toMatchObject({ index: 2, step: hello.result?.steps[1]?.id });
  await expectEvent(page, "step", { index: 2, count });
  expect((await ask(page, "previous")).result?.index).toBe(1);
  expect((await ask(page, "seek", ["bob.makes.half"])).result?.step).toBe("bob.makes.half");
  await expectEvent(page, "step", { step: "bob.makes.half", actor: { id: "bob", name: "Bob" } });
  expect((await ask(page, "set-depth", ["protocol"])).result?.depth).toBe("protocol");
  expect((await ask(page, "set-eyes", ["bob"])).result?.eyes).toBe("bob");
  expect((await ask(page, "play")).result?.playing).toBe(true);
  await expectEvent(page, "playing", { playing: true });
  expect((await ask(page, "pause")).result?.playing).toBe(false);

  expect((await ask(page, "seek", ["nowhere"])).error?.code).toBe("not-found");
  await page.evaluate(() => Reflect.get(window, "tell")("set-depth", ["deep"]));
  await expectEvent(page, "error", { code: "bad-arguments" });

  const state = (await ask(page, "get-state")).result ?? "";
  expect((await ask(page, "seek", [0])).ok).toBe(true);
  expect((await ask(page, "set-switch", ["mallory", "off"])).ok).toBe(true);
  await expectEvent(page, "switch", { id: "mallory", value: "off", after: null });
  expect((await ask(page, "hello")).result?.switches.find(({ id }) => id === "mallory")?.value).toBe("off");
  expect((await ask(page, "set-state", [state])).result).toMatchObject({ depth: "protocol", eyes: "bob" });
  expect((await ask(page, "get-state")).result).toBe(state);

  await ask(page, "seek", [0]);
  let asked = 0;
  for (let step = 0; step < 80; step++) {
    const { result } = await ask(page, "next");
    if (result?.asking != null) asked++;
    if (result?.index === result?.count) break;
  }
  expect(asked).toBeGreaterThan(0);
  await expectEvent(page, "complete", { steps: count, predictions: { asked, right: 0 } });
  await expectEvent(page, "prediction", { choice: "skipped", right: false });
  const all = await heard(page);
  expect(new Set(all.map(({ origin }) => origin))).toEqual(new Set([new URL(APP).origin]));
  expect(JSON.stringify(all)).not.toMatch(/[0-9a-f]{32}|BEGIN/i);
  host.close();
});

test("a hostile host: 10,000 messages, malformed, huge, deep and in floods, neither break the scene nor freeze it", async ({
  page,
}) => {
  const troubles: string[] = [];
  page.on("pageerror", ({ message }) => troubles.push(message));
  const host = await openHost(page, ["#/embed/mitm"]);
  const frame = await sceneIn(page);
  await ask(page, "hello");
  const inside = page.frames()[1];
  await inside?.evaluate(() => {
    const tasks = [0];
    Object.assign(window, { tasks });
    const add = (list: PerformanceObserverEntryList) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    new PerformanceObserver(add).observe({ type: "longtask" });
  });
  const longest = async () => Math.max(...((await inside?.evaluate(() => Reflect.get(window, "tasks"))) ?? []));
  for (let step = 0; step < 8; step++) await ask(page, "next");
  const usual = await longest();
  await page.evaluate(flood, 10_000);
  // While the flood is still coming in, a command may be lost in it.
  await expect.poll(async () => (await ask(page, "pause", [], 0, 500)).ok).toBe(true);
  expect((await ask(page, "set-switch", ["mallory", "eavesdrop"])).ok).toBe(true);
  expect((await ask(page, "seek", [0])).result?.index).toBe(0);
  await next(frame).click();
  await expect(scrubber(frame)).toHaveValue("1");
  const blocked = await longest();
  console.log(`10,000 messages: blocked ${blocked.toFixed(0)} ms at most, ${usual.toFixed(0)} ms without`);
  // On a machine that has other things to do, a single step may take longer than that by itself.
  expect(blocked).toBeLessThan(Math.max(250, 4 * usual));
  expect((await events(page, "error")).filter(({ code }) => code === "too-many").length).toBeGreaterThan(0);
  expect((await events(page, "switch")).length).toBeLessThan(60);
  expect(troubles).toEqual([]);
  host.close();
});

test("only an allowed origin is heard; click to load: nothing is there before a click, or before the host says play", async ({
  page,
}) => {
  const host = await openHost(page, [
    "#/embed/direct?origin=https://school.example",
    "#/embed/direct?origin={origin}&ctl=1&autoplay=0",
    "#/embed/direct?ctl",
  ]);
  const stranger = await sceneIn(page, 0);
  for (const nth of [1, 2]) {
    const frame = page.frameLocator("iframe").nth(nth);
    await expect(frame.getByRole("button", { name: "Open the scene" })).toBeVisible();
    await expect(frame.getByLabel("Stage")).toHaveCount(0);
  }
  expect(await events(page, "ready")).toEqual([]);
  await page.evaluate(() => Reflect.get(window, "tell")("hello", [], "early", 1));
  await page.frameLocator("iframe").nth(1).getByRole("button", { name: "Open the scene" }).click();
  await expectEvent(page, "ready", { scene: "direct" });
  expect((await heard(page)).filter((one) => "reply" in one && one.reply === "early")).toHaveLength(1);
  await page.evaluate(() => Reflect.get(window, "tell")("next", [], "stranger", 0));
  expect((await ask(page, "next", [], 1)).result?.index).toBe(1);
  expect((await ask(page, "play", [], 2)).result?.playing).toBe(true);
  await expect(scrubber(stranger)).toHaveValue("0");
  expect(new Set((await heard(page)).map((one) => one.frame))).toEqual(new Set([1, 2]));
  host.close();
});

atLength("only the page right around the frame is heard", async ({ page }) => {
  const activity =
    '<!doctype html><title>Activity</title><iframe title="scene" width="800" height="560" src="{scene}"></iframe>';
  const host = await openHost(page, ["#/embed/direct?origin={origin}"], {
    body: '{0}<iframe title="activity" width="900" height="600" src="/activity"></iframe>',
    pages: { "/activity": activity.replace("{scene}", `${APP}#/embed/direct`) },
  });
  await sceneIn(page, 0);
  const nested = page.frameLocator("iframe").nth(1).frameLocator("iframe");
  await stands(nested);
  await page.evaluate(() => {
    // The LMS around the page around the frame is not the page around the frame.
    const ours = { namespace: "between-alice-and-bob", version: 1 };
    window.frames[1]?.frames[0]?.postMessage({ ...ours, id: "grandparent", method: "next" }, "*");
  });
  expect((await ask(page, "next", [], 0)).result?.index).toBe(1);
  await expect(scrubber(nested)).toHaveValue("0");
  expect(new Set((await heard(page)).map((one) => one.frame))).toEqual(new Set([0]));
  host.close();
});

test("the poster and the frame with less controls are accessible", async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 360 });
  const few = ["ctl", "controls=minimal&end=bob.reads.request&step=bob.reads.request"];
  for (const query of [...few, ...(AT_LENGTH ? ["controls=none&loop"] : [])]) {
    await open(page, `#/embed/direct?${query}`);
    await expectAccessible(page, query, AT_LENGTH);
  }
});

test("in a sandbox of opaque origin, in a page with a strict policy", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  const host = await openHost(page, ["#/embed/mitm?controls=minimal"], {
    frame: 'sandbox="allow-scripts" width="800" height="500"',
    policy: `default-src 'none'; frame-src ${APP}; script-src 'nonce-host'`,
  });
  const frame = await sceneIn(page);
  expect((await ask(page, "next")).result?.index).toBe(1);
  await expect(frame.getByText("1 / ")).toBeVisible();
  expect(new Set((await heard(page)).map(({ origin }) => origin))).toEqual(new Set(["null"]));
  expect(refused).toEqual([]);
  host.close();
});

atLength("start, end, loop, autoplay, no links; and the frame's own address keeps them", async ({ page }) => {
  await open(page, "#/embed/mitm?start=alice.makes.half&end=bob.makes.half&controls=minimal&links=no&keys=boundary");
  const again = page.getByRole("button", { name: "Start again" });
  await expect(again).toHaveCount(0);
  const count = page.getByText(/^\d+ \/ \d+$/);
  const begun = (await count.innerText()).split(" / ")[0] ?? "";
  for (let step = 0; step < 20 && (await again.count()) === 0; step++) await next(page).click();
  await expect(count).toHaveText(/^(\d+) \/ \1$/);
  const { hash } = new URL(page.url());
  for (const kept of ["start=alice.makes.half", "end=bob.makes.half", "controls=minimal", "links=0", "keys=boundary"]) {
    expect(hash).toContain(kept);
  }
  expect(hash).toContain("step=bob.makes.half");
  await again.click();
  await expect(count).toHaveText(new RegExp(`^${begun} /`));
  await expect(page.locator("a")).toHaveCount(0);

  await open(page, "#/embed/nowhere?links=0");
  await expect(page.getByText("There is no scene")).toBeVisible();
  await expect(page.locator("a")).toHaveCount(0);

  await page.emulateMedia({ reducedMotion: "no-preference" });
  await open(page, "#/embed/direct?autoplay&loop=on&speed=4&controls=none&end=bob.reads.request");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => page.url(), { timeout: 20_000 }).toContain("step=bob.reads");
  await expect.poll(() => page.url(), { timeout: 20_000 }).toMatch(/step=alice/);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
});

test("from 320 by 180 up, a host that obeys gives each scene its height, and is asked no more", async ({ page }) => {
  const host = await openHost(
    page,
    ["#/embed/mitm", "#/embed/certificate?controls=minimal", "#/embed/direct?controls=none"],
    {
      frame: 'width="320" height="180" style="border:0;display:block"',
      head: `<script nonce="host">addEventListener("message", ({ data, source }) => {
      const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
      if (data.event === "resize") frame.style.height = data.detail.height + "px";
    })</script>`,
    },
  );
  for (const width of AT_LENGTH ? [320, 760] : [320]) {
    await page.evaluate((wide) => {
      for (const frame of document.querySelectorAll("iframe")) frame.style.width = `${wide}px`;
    }, width);
    for (const nth of [0, 1, 2]) {
      const frame = await sceneIn(page, nth);
      for (const step of [0, 3]) await ask(page, "seek", [step], nth);
      const fits = () =>
        frame.getByLabel("Stage").evaluate((stage) => [stage.scrollHeight - stage.clientHeight, innerWidth] as const);
      await expect.poll(fits, { message: `frame ${nth}, ${width} px` }).toEqual([0, width]);
    }
  }
  const before = (await heard(page)).length;
  await page.waitForTimeout(300);
  expect((await heard(page)).slice(before)).toEqual([]);
  for (const nth of [0, 1, 2]) expect((await events(page, "resize", nth)).length).toBeLessThan(9);
  host.close();
});

test("keys: those of the host are the host's, those of the frame the frame's; at its ends they go to the host; H5P and OpenLearning are told in their own words", async ({
  page,
}) => {
  // As MkDocs has it: s, f and n do something in the page.
  const head = `<script nonce="host">window.typed = []; addEventListener("keydown", ({ key }) => window.typed.push(key));
    addEventListener("message", ({ data, source }) => {
      if (data.context === "h5p" && data.action === "hello") source.postMessage({ context: "h5p", action: "hello" }, "*");
    })</script>`;
  const host = await openHost(
    page,
    ["#/embed/direct?keys=boundary&host=h5p", "#/embed/direct?host=openlearning", "#/embed/direct?disablekb"],
    { head },
  );
  const [boundary, inside, none] = [await sceneIn(page, 0), await sceneIn(page, 1), await sceneIn(page, 2)];
  for (const nth of [0, 1, 2]) await ask(page, "hello", [], nth);
  const typed = () => page.evaluate(() => Reflect.get(window, "typed").splice(0));
  for (const key of ["s", "f", "n", "ArrowRight", " ", "b"]) await page.keyboard.press(key);
  expect(await typed()).toEqual(["s", "f", "n", "ArrowRight", " ", "b"]);
  for (const frame of [boundary, inside, none]) await expect(scrubber(frame)).toHaveValue("0");

  await none.getByRole("heading", { level: 1 }).click();
  for (const key of ["n", "ArrowRight"]) await page.keyboard.press(key);
  await expect(scrubber(none)).toHaveValue("0");

  await inside.getByRole("heading", { level: 1 }).click();
  for (const key of ["n", "s", "End", "PageDown", "Escape"]) await page.keyboard.press(key);
  const last = await scrubber(inside).getAttribute("max");
  await expect(scrubber(inside)).toHaveValue(last ?? "");
  expect(await typed()).toEqual([]);
  expect(await events(page, "key")).toEqual([]);

  await boundary.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("PageUp");
  await expectEvent(page, "key", { key: "previous" });
  await page.keyboard.press("n");
  expect(await typed()).toEqual(["n"]);
  await boundary.getByRole("heading", { level: 1 }).click();
  for (let press = 0; press < 30 && (await events(page, "key")).length < 2; press++)
    await page.keyboard.press("PageDown");
  await expectEvent(page, "key", { key: "next" });
  await expect(scrubber(boundary)).toHaveValue(last ?? "");
  await page.keyboard.press("f");
  expect(await typed()).toContain("f");
  await boundary.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Escape");
  await expectEvent(page, "key", { key: "escape" });

  const others = () => page.evaluate<readonly unknown[]>(() => Reflect.get(window, "others"));
  await expect.poll(others).toContainEqual({ context: "h5p", action: "hello" });
  await expect.poll(others).toContainEqual({ context: "h5p", action: "resize", scrollHeight: expect.any(Number) });
  await expect.poll(others).toContainEqual(expect.stringMatching(/^\{"action":"resize","height":\d+\}$/));
  await expect.poll(others).toContainEqual('{"action":"complete"}');
  host.close();
});

test("reveal.js: a clicker goes through slides and scenes, forwards and back, and is never caught", async ({
  page,
}) => {
  const of = (file: string) => readFileSync(new URL(`../node_modules/reveal.js/dist/${file}`, import.meta.url), "utf8");
  const scene = (nth: number) => `<section><h2>Scene ${nth + 1}</h2>{${nth}}</section>`;
  const hash = "#/embed/direct?host=reveal&keys=boundary&controls=minimal&end=alice.writes.request";
  const host = await openHost(page, [hash, hash, hash], {
    frame: 'width="700" height="400"',
    head: `<style>${of("reveal.css")}</style>`,
    body: `<div class="reveal"><div class="slides"><section>Hello</section>${[0, 1, 2].map(scene).join("")}<section>Goodbye</section></div></div>
      <script>${of("reveal.js")}</script>
      <script>Reveal.initialize({ hash: false, transition: "none", preventIframeAutoFocus: false })</script>`,
  });
  const at = async () => {
    const slide = await page.evaluate(() => Reflect.get(window, "Reveal").getIndices().h as number);
    const isScene = slide > 0 && slide < 4;
    return isScene
      ? `${slide}: ${await page
          .frameLocator("iframe")
          .nth(slide - 1)
          .getByText(/^\d+ \/ \d+$/)
          .innerText()}`
      : `${slide}`;
  };
  // What lies on later slides is not to be seen yet.
  for (const nth of [0, 1, 2])
    await expect(page.frameLocator("iframe").nth(nth).getByLabel("Transport")).toBeAttached();
  const way = ["0", "1: 0 / 1", "1: 1 / 1", "2: 0 / 1", "2: 1 / 1", "3: 0 / 1", "3: 1 / 1", "4"];
  await expect.poll(at).toBe(way[0]);
  for (const [press, place] of way.slice(1).entries()) {
    await page.keyboard.press(press % 2 ? "ArrowRight" : "PageDown");
    await expect.poll(at, { message: `press ${press + 1}` }).toBe(place);
  }
  for (const [press, place] of way.toReversed().slice(1).entries()) {
    await page.keyboard.press(press % 2 ? "ArrowLeft" : "PageUp");
    await expect.poll(at, { message: `press ${press + 1} back` }).toBe(place);
  }
  // A deck that gives its frames no focus, as they are by default: whoever clicks into a scene comes out of it again.
  await page.evaluate(() => Reflect.get(window, "Reveal").configure({ preventIframeAutoFocus: true }));
  await page.keyboard.press("PageDown");
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe("body");
  await page.frameLocator("iframe").nth(0).getByRole("heading", { level: 1 }).click();
  for (const place of ["1: 1 / 1", "2: 0 / 1"]) {
    await page.keyboard.press("PageDown");
    await expect.poll(at).toBe(place);
  }
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe("body");
  await page.keyboard.press("PageDown");
  await expect.poll(at).toBe("3: 0 / 1");
  host.close();
});

atLength("an https frame in an http page says why nothing can run, and leads out where links may", async () => {
  const folder = mkdtempSync(join(tmpdir(), "embed-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=app.example", "-addext", "subjectAltName=DNS:app.example"];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", [...made, "-keyout", key, "-out", cert, ...subject], { stdio: "ignore" });
  const app = await serveDist({ tls: { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") } });
  const frame = (query: string) =>
    `<iframe width="480" height="300" src="https://app.example:${app.port}/#/embed/mitm?depth=bytes${query}"></iframe>`;
  const host = await serveDist({ pages: { "/host": `<!doctype html>${frame("")}${frame("&links=0")}` } });
  const { executablePath } = ensureChromium();
  const browser = await chromium.launch({
    args: [...chromiumArgs, "--host-resolver-rules=MAP *.example 127.0.0.1"],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const page: Page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(`http://school.example:${host.port}/host`);
  for (const nth of [0, 1]) await expect(page.frameLocator("iframe").nth(nth).getByText("plain http")).toBeVisible();
  const link = page.frameLocator("iframe").nth(0).getByRole("link", { name: "new tab" });
  const [tab] = await Promise.all([page.waitForEvent("popup"), link.click()]);
  await stands(tab);
  expect(tab.url()).toContain("#/scene/mitm?depth=bytes");
  await expect(page.frameLocator("iframe").nth(1).locator("a")).toHaveCount(0);
  await browser.close();
  app.close();
  host.close();
});
