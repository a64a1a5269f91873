import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { AT_LENGTH, recordingOf, scrubber, stands } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { allActs, courseFiles } from "./package/courses.mjs";
import { type Edition, objectOf, platformPage, servePages } from "./package/lms.ts";
import { recordStore } from "./package/recordStore.ts";
import { makeSingleFile } from "./package/single.mjs";
import { dist, serveDist } from "./static-server.mjs";

// One worker for all: the single file is made once.
test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

/**
 * At length only: cmi5, the single file in another language, and the site without a network, which `npm run
 * package:check` also looks at.
 */
const atLength = AT_LENGTH ? test : test.skip;

const folder = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
const single = join(folder, "between-alice-and-bob.html");
const home = pathToFileURL(single).href;
let html = "";

test.beforeAll(async () => {
  html = await makeSingleFile();
  writeFileSync(single, html);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test.describe("the single file, from a disk", () => {
  test("holds everything, and its policy lets in nothing but what it holds", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).toContain("connect-src 'none'");
    expect(html.match(/'sha256-[^']+'/g)).toHaveLength(4);
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="(?!data:)/);
    expect(html).not.toContain("The page was opened as a file");
    expect(html).not.toContain('name="course"');
  });

  test("plays scenes to their ends, with no request to anywhere", async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto(home);
    await stands(page);
    for (const id of ["direct", "rejection", "tls13-mutual"]) {
      await goTo(page, `#/scene/${id}`);
      await page.keyboard.press("End");
      await expect(scrubber(page)).toHaveValue((await scrubber(page).getAttribute("max")) ?? "");
    }
    expect((await recordingOf(page)).scene).toBe("tls13-mutual");
    for (const hash of ["#/check", "#/lab", "#/embed/mitm", "#/course/3"]) await goTo(page, hash);
    await expectAccessible(page, "a course, begun", AT_LENGTH);
    expect(complaints()).toEqual([]);
  });

  atLength("speaks its languages from within", async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto(`${home}#/scene/direct?lang=ar-XB`);
    await stands(page);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    expect(complaints()).toEqual([]);
  });
});

for (const edition of ["scorm12", "scorm2004"] as const) {
  test(`${edition}: a scene reported, the whole act, and gone on with at another launch`, async ({ page }) => {
    const platform = await servePages({ "/": platformPage(edition), "/course/index.html": await coursePage(edition) });
    const complaints = complaintsOf(page, platform.url);
    await page.goto(platform.url);
    const course = page.frameLocator("iframe");
    await course.getByRole("link", { name: /^Begin/ }).click();
    await answerFirst(course);
    await expectAfterOneScene(page, edition);
    // The platform takes the frame away, and gives the course back what it kept.
    await page.evaluate(() => document.querySelector("iframe")?.remove());
    const kept = await cmiOf(page, edition);
    expect(edition === "scorm12" ? kept["core.exit"] : kept.exit).toBe("suspend");
    expect(String(edition === "scorm12" ? kept["core.session_time"] : kept.session_time)).toMatch(
      edition === "scorm12" ? /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/ : /^PT\d+H\d+M[\d.]+S$/,
    );
    await page.goto(`${platform.url}/?cmi=${encodeURIComponent(JSON.stringify(relaunched(edition, kept)))}`);
    await expect(course.getByText("1 of 2 scenes seen to the end")).toBeVisible();
    await course.getByRole("link", { name: "Next: Through strangers’ hands" }).click();
    await toTheEnd(course);
    await course.getByRole("link", { name: /The last scene of this act/ }).click();
    await expect(course.getByText("2 of 2 scenes seen to the end")).toBeVisible();
    const questions = await checkOneself(course);
    await expectAfterTheAct(page, edition, questions);
    expect(complaints()).toEqual([]);
    platform.close();
  });
}

atLength(
  "cmi5: statements in order, as the standard has them, to the address that the platform names",
  async ({ page }) => {
    const platform = await servePages({
      "/course/index.html": await coursePage("cmi5"),
      "/back": "<title>Back</title>",
    });
    const store = await recordStore({ masteryScore: 0.1, returnURL: `${platform.url}/back` });
    const complaints = complaintsOf(page, platform.url);
    await page.goto(`${platform.url}/course/index.html${store.launch()}`);
    await stands(page);
    await page.getByRole("link", { name: /^Begin/ }).click();
    await answerFirst(page);
    await expect.poll(() => store.verbs()).toEqual(["initialized", "answered", "progressed"]);
    // The page closes: what is told then arrives too.
    await page.goto("about:blank");
    await expect.poll(() => store.verbs().at(-1)).toBe("terminated");
    await page.goto(`${platform.url}/course/index.html${store.launch()}`);
    await page.getByRole("link", { name: "Next: Through strangers’ hands" }).click();
    await toTheEnd(page);
    await page.getByRole("link", { name: /The last scene of this act/ }).click();
    await checkOneself(page);
    await expectAccessible(page, "a course, all of it done");
    await page.getByRole("button", { name: "Stop here" }).click();
    await expect(page).toHaveTitle("Back");
    await expect
      .poll(() => store.verbs().slice(4).join(" "))
      .toMatch(/^initialized (answered )+progressed completed passed terminated$/);
    expect(store.breaches).toEqual([]);
    expect(complaints().filter((complaint) => !complaint.includes(store.url) && !/404/.test(complaint))).toEqual([]);
    platform.close();
    store.close();
  },
);

atLength(
  "without a network after the first visit all is there, and a new version waits to be taken",
  async ({ browser }) => {
    const scripts: Record<string, string> = {};
    const server = await serveDist({ base: "/a/b/", scripts, short: true });
    const context = await browser.newContext({ serviceWorkers: "allow", reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(server.url);
    await stands(page);
    const state = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? "none");
    await expect.poll(state, { timeout: 30_000 }).toBe("activated");
    await context.setOffline(true);
    await page.reload();
    await stands(page);
    for (const hash of ["#/scene/post-quantum", "#/scene/issuance", "#/check"]) await goTo(page, hash);
    await context.setOffline(false);
    // Another build on the same server: nothing changes by itself.
    scripts["/a/b/sw.js"] = readFileSync(join(dist, "sw.js"), "utf8").replace(/VERSION = "\w+"/, 'VERSION = "another"');
    await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
    const news = page.getByRole("complementary", { name: "New version" });
    await expect(news).toContainText("A new version is here.", { timeout: 30_000 });
    await news.getByRole("button", { name: "Reload" }).click();
    await expect(news).toBeHidden();
    await stands(page);
    expect((await page.evaluate(() => caches.keys())).map((name) => name.split(" ").at(-1))).toContain("another");
    server.close();
    await context.close();
  },
);

function complaintsOf(page: Page, origin = home): () => readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) complaints.push(`request: ${url}`);
  });
  return () => complaints;
}

/** Within the page, as a link does. */
async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  if (hash.startsWith("#/scene")) await expect(page.getByRole("button", { name: "Next step" })).toBeVisible();
  else await expect(page.locator("h1").first()).toBeVisible();
}

/** The first act, which has the fewest scenes. */
async function coursePage(standard: "scorm12" | "scorm2004" | "cmi5"): Promise<string> {
  const [act] = await allActs();
  if (act === undefined) throw new Error("no act");
  return String(courseFiles(html, act, standard, { pass: 0.7 }).get("index.html"));
}

/** A letter: its one question answered, and the rest seen. */
async function answerFirst(course: FrameLocator | Page): Promise<void> {
  const next = course.getByRole("button", { name: "Next step" });
  const option = course.getByRole("button", { name: "Pay, as the letter says" });
  await expect(async () => {
    if (await option.isVisible()) return;
    await next.click();
    expect(await option.isVisible()).toBe(true);
  }).toPass({ intervals: [50] });
  await option.click();
  await toTheEnd(course);
}

async function toTheEnd(course: FrameLocator | Page): Promise<void> {
  const slider = course.getByRole("slider", { name: "Step", exact: true });
  await slider.press("End");
  await expect(slider).toHaveValue((await slider.getAttribute("max")) ?? "");
}

/** The self-check with all its questions skipped; gives how many they were. */
async function checkOneself(course: FrameLocator | Page): Promise<number> {
  await course.getByRole("link", { name: /^Next: Check yourself/ }).click();
  const [skip, end] = [
    course.getByRole("button", { name: /^Skip/ }),
    course.getByRole("button", { name: "What came of it all" }),
  ];
  const on = course.getByRole("button", { name: "Next question" }).or(end);
  for (let question = 1; ; question++) {
    await skip.click();
    await expect(on).toBeVisible();
    const isLast = await end.isVisible();
    await on.click();
    if (!isLast) continue;
    await course.getByRole("link", { name: "On to the act’s own page" }).click();
    await expect(course.getByText("All of this act is done.")).toBeVisible();
    return question;
  }
}

type Cmi = Readonly<Record<string, unknown>>;

/** What the platform knows, by the elements’ names without `cmi.`. */
async function cmiOf(page: Page, edition: Edition): Promise<Cmi> {
  const names =
    edition === "scorm12"
      ? [
          "core.lesson_status",
          "core.score.raw",
          "core.lesson_location",
          "core.exit",
          "core.session_time",
          "suspend_data",
        ]
      : [
          ...[
            "completion_status",
            "success_status",
            "progress_measure",
            "score.scaled",
            "score.raw",
            "location",
            "exit",
          ],
          ...[
            "session_time",
            "suspend_data",
            "interactions.0.id",
            "interactions.0.result",
            "interactions.0.learner_response",
          ],
          ...["interactions.0.timestamp", "interactions.3.result"],
        ];
  return page.evaluate(
    ({ object, elements }) => {
      // Some elements can't be read one by one, as a course can't: the platform reads them together.
      const known: unknown = JSON.parse(JSON.stringify(Reflect.get(Reflect.get(window, object), "cmi")));
      const within = (value: unknown, path: readonly string[]): unknown => {
        const [first, ...rest] = path;
        if (first === undefined || typeof value !== "object" || value === null) return value;
        const inner = Reflect.get(value, "childArray") ?? value;
        return within(Reflect.get(inner, first) ?? Reflect.get(inner, `_${first}`), rest);
      };
      return Object.fromEntries(elements.map((name) => [name, within(known, name.split("."))]));
    },
    { object: objectOf(edition), elements: names },
  );
}

async function expectAfterOneScene(page: Page, edition: Edition): Promise<void> {
  const suspended = '{"v":1,"scenes":{"direct":[1,1]},"check":null}';
  const expected =
    edition === "scorm12"
      ? {
          "core.lesson_status": "incomplete",
          "core.score.raw": "100",
          suspend_data: suspended,
          "core.lesson_location": expect.stringMatching(/^#\/scene\/direct\?step=/),
        }
      : {
          completion_status: "incomplete",
          success_status: "unknown",
          progress_measure: "0.3333",
          "score.scaled": "1",
          suspend_data: suspended,
          location: expect.stringMatching(/^#\/scene\/direct\?step=/),
          "interactions.0.id": "urn:between-alice-and-bob:direct:deed",
          "interactions.0.learner_response": "acts",
          "interactions.0.result": "correct",
          "interactions.0.timestamp": expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
        };
  await expect.poll(() => cmiOf(page, edition)).toMatchObject(expected);
}

async function expectAfterTheAct(page: Page, edition: Edition, questions: number): Promise<void> {
  // One of all: the other scene's three questions were passed over, and the self-check's skipped.
  const share = 1 / (4 + questions);
  const suspend_data = `{"v":1,"scenes":{"direct":[1,1],"routers":[0,3]},"check":[0,${questions}]}`;
  const raw = String(Math.round(100 * share));
  const expected =
    edition === "scorm12"
      ? { suspend_data, "core.lesson_status": "failed", "core.score.raw": raw }
      : {
          suspend_data,
          completion_status: "completed",
          success_status: "failed",
          progress_measure: "1",
          "score.scaled": String(Number(share.toFixed(4))),
          "score.raw": raw,
        };
  await expect.poll(() => cmiOf(page, edition)).toMatchObject(expected);
}

/** What a platform gives back at the next launch. */
function relaunched(edition: Edition, kept: Cmi) {
  const { suspend_data } = kept;
  if (edition === "scorm2004") {
    const { completion_status, location } = kept;
    return { cmi: { suspend_data, completion_status, location, entry: "resume" } };
  }
  const core = {
    lesson_status: kept["core.lesson_status"],
    lesson_location: kept["core.lesson_location"],
    entry: "resume",
  };
  return { cmi: { suspend_data, core } };
}
