import puppeteer, { type Browser } from "puppeteer-core";
import { callOf, type Engine, type NotRun, type Page, reasonOf, type Wanted } from "./engine.ts";
import { firstThat, install } from "./needs.ts";

const places = [
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/snap/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

/** Firefox, driven by WebDriver BiDi. Each page is a browser of its own: motion is a preference of the whole. */
export async function startFirefox(): Promise<Engine | NotRun> {
  const name = "Firefox";
  const find = () => firstThat([process.env.E2E_FIREFOX, ...places]);
  if (find() === null) install(["firefox-esr"]);
  const executablePath = find();
  if (executablePath === null) return { name, why: "none is installed, and apt-get could not bring one" };
  try {
    const first = await launch(executablePath, true);
    const version = (await first.version()).replace(/^firefox\//i, "");
    await first.close();
    const open = async (wanted: Wanted) => pageOf(await launch(executablePath, wanted.still), wanted);
    return { name, version, driver: "WebDriver BiDi (puppeteer-core)", open, close: async () => undefined };
  } catch (error) {
    return { name, why: reasonOf(error) };
  }
}

function launch(executablePath: string, still: boolean): Promise<Browser> {
  const extraPrefsFirefox = { "ui.prefersReducedMotion": still ? 1 : 0 };
  return puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox });
}

async function pageOf(browser: Browser, { width, height }: Wanted): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${reasonOf(error)}`));
  return {
    goto: async (url) => {
      await page.goto("about:blank");
      await page.goto(url);
    },
    reload: async () => void (await page.reload()),
    evaluate: async <A, R>(inPage: (argument: A) => R | Promise<R>, argument: A) =>
      // Puppeteer takes text as well as functions, and knows of neither what comes back.
      (await page.evaluate(callOf(inPage, argument))) as R,
    press: async (key) => {
      // Puppeteer's own list of keys has all that we press, by the names of KeyboardEvent.
      await page.keyboard.press(key as Parameters<typeof page.keyboard.press>[0]);
    },
    clickAt: (x, y) => page.mouse.click(x, y),
    picture: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
      return true;
    },
    complaints: () => complaints,
    close: () => browser.close(),
  };
}
