import { expect, test } from "@playwright/test";
import { next, scrubber, watch } from "./app.ts";
import { ask, events, expectEvent, heard, openHost, sceneIn } from "./host.ts";

const APP = `http://localhost:${process.env.E2E_PORT ?? 41733}/`;

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("a host on another origin: every command is obeyed and answered, every event comes", async ({ page }) => {
  const host = await openHost(page, APP, ["#/embed/mitm?mallory=relay"]);
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
  const complaints = watch(page, APP);
  const host = await openHost(page, APP, ["#/embed/mitm"]);
  const frame = await sceneIn(page);
  await ask(page, "hello");
  const inside = page.frames()[1];
  await inside?.evaluate(() => {
    let last = performance.now();
    const gaps: number[] = [];
    const tasks: number[] = [];
    Object.assign(window, { gaps, tasks });
    new PerformanceObserver((list) => { for (const e of list.getEntries()) tasks.push(e.duration); }).observe({ type: "longtask" });
    const count = (now: number) => {
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await page.evaluate(async () => {
    const { send, tell } = window as unknown as Record<string, (...all: unknown[]) => void>;
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
      { ...ours, method: "set-state", args: ["1 mitm?mallory=" + "relay@x,".repeat(400)] },
      { ...ours, method: "set-eyes", args: ["nobody"], id: "x".repeat(65) },
      { ...ours, method: "seek", args: new Array(100_000) },
      { context: "h5p", action: "hello" },
      "slide:stop",
    ];
    for (let nth = 0; nth < 10_000; nth++) {
      if (nth % 100 === 0) send({ ...ours, method: "seek", args: [huge], huge });
      else if (nth % 100 === 1) send({ ...ours, method: "seek", args: [deep] });
      else if (nth % 5 === 0) tell("set-switch", ["mallory", nth % 2 ? "relay" : "off"], nth);
      else if (nth % 5 === 1) tell(nth % 2 ? "next" : "previous", []);
      else if (nth % 5 === 2) tell("seek", [nth % 20], nth);
      else if (nth % 5 === 3) tell("hello", [], nth);
      else send(rude[nth % rude.length]);
      if (nth % 200 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
  });
  await page.waitForTimeout(1000);
  const gaps = await inside?.evaluate(() => Reflect.get(window, "gaps") as number[]);
  const longest = Math.max(...(gaps ?? []).slice(2));
  console.log(`10,000 messages: longest time between two frames ${longest.toFixed(0)} ms, of ${gaps?.length} frames`);
  console.log(JSON.stringify(gaps?.map(Math.round)), JSON.stringify(await inside?.evaluate(() => Reflect.get(window, "tasks"))));
  expect(longest).toBeLessThan(2000);
  expect((await ask(page, "seek", [0])).result?.index).toBe(0);
  expect((await ask(page, "set-switch", ["mallory", "relay"])).ok).toBe(true);
  await next(frame).click();
  await expect(scrubber(frame)).toHaveValue("1");
  const errors = await events(page, "error");
  console.log(new Map(errors.map(({code})=>[code, errors.filter(e=>e.code===code).length])), (await heard(page)).length, (await events(page,"switch")).length);
  expect(errors.filter(({ code }) => code === "too-many").length).toBeGreaterThan(0);
  expect(complaints()).toEqual([]);
  host.close();
});
