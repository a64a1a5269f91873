import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { callOf, type Engine, type NotRun, type Page, reasonOf, type Wanted } from "./engine.ts";
import { firstThat, install, isThere } from "./needs.ts";
import { WebDriver } from "./webdriver.ts";

const PORTS = { first: 44_180, tries: 20 };
const DISPLAYS = { first: 60, tries: 40 };
/** Keys by the code points that WebDriver has for them. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: "\uE007",
  Escape: "\uE00C",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowRight: "\uE014",
  Tab: "\uE004",
};

/**
 * WebKitGTK's MiniBrowser, driven by its own WebKitWebDriver on a display in memory. Each page is a browser of its own:
 * whether motion is left out stands in GTK's settings. Its `/screenshot` never answers here, so there are no pictures.
 */
export async function startWebKit(): Promise<Engine | NotRun> {
  const name = "WebKit";
  const find = () => (isThere("WebKitWebDriver") && isThere("Xvfb") ? firstThat(miniBrowsers()) : null);
  if (find() === null) install(["webkit2gtk-driver", "xvfb"]);
  const binary = find();
  if (binary === null)
    return { name, why: "no WebKitWebDriver with MiniBrowser and Xvfb, and apt-get could not bring them" };
  const display = startDisplay();
  if (display === null) return { name, why: "Xvfb would not start" };
  try {
    const first = await openSession(binary, display.name, { still: true, width: 800, height: 600 });
    const Capabilities = v.object({ browserVersion: v.string() });
    const version = `GTK ${v.parse(Capabilities, first.driver.capabilities).browserVersion}`;
    await first.end();
    return {
      name,
      version,
      driver: "WebDriver (WebKitWebDriver)",
      open: async (wanted) => pageOf(await openSession(binary, display.name, wanted)),
      close: async () => void display.process.kill(),
    };
  } catch (error) {
    display.process.kill();
    return { name, why: reasonOf(error) };
  }
}

function miniBrowsers(): readonly string[] {
  const libraries = ["/usr/lib", ...folders("/usr/lib"), "/usr/libexec"];
  return libraries.flatMap((library) =>
    ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map((version) => join(library, version, "MiniBrowser")),
  );
}

function folders(path: string): readonly string[] {
  try {
    return readdirSync(path).map((name) => join(path, name));
  } catch {
    return [];
  }
}

/** A display of its own, under the first number that is free. */
function startDisplay(): Readonly<{ name: string; process: ChildProcess }> | null {
  for (let number = DISPLAYS.first; number < DISPLAYS.first + DISPLAYS.tries; number++) {
    if (firstThat([`/tmp/.X11-unix/X${number}`, `/tmp/.X${number}-lock`]) !== null) continue;
    const args = [`:${number}`, "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
    const started = spawn("Xvfb", args, { stdio: "ignore" });
    process.once("exit", () => started.kill());
    for (let waited = 0; waited < 50; waited++) {
      spawnSync("sleep", ["0.1"]);
      if (firstThat([`/tmp/.X11-unix/X${number}`]) !== null) return { name: `:${number}`, process: started };
    }
    started.kill();
  }
  return null;
}

type Session = Readonly<{ driver: WebDriver; end: () => Promise<void> }>;

/** On a busy machine a browser may never answer its driver: then another one is started, twice. */
async function openSession(binary: string, display: string, wanted: Wanted): Promise<Session> {
  for (let tries = 1; ; tries++) {
    try {
      return await trySession(binary, display, wanted);
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

async function trySession(binary: string, display: string, { still, width, height }: Wanted): Promise<Session> {
  const home = mkdtempSync(join(tmpdir(), "engines-webkit-"));
  mkdirSync(join(home, "gtk-3.0"), { recursive: true });
  writeFileSync(join(home, "gtk-3.0/settings.ini"), `[Settings]\ngtk-enable-animations=${still ? 0 : 1}\n`);
  const port = PORTS.first + Math.floor(process.pid % PORTS.tries) * 10 + sessions++;
  // The sandbox of its processes wants rights that a container does not give; pages here are our own.
  const env = {
    ...process.env,
    DISPLAY: display,
    XDG_CONFIG_HOME: home,
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
  const program = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { env, stdio: "ignore" });
  const stop = (): void => void program.kill();
  process.once("exit", stop);
  const end = async (): Promise<void> => {
    await driver?.close().catch(() => undefined);
    stop();
    process.off("exit", stop);
    rmSync(home, { recursive: true, force: true });
  };
  let driver: WebDriver | null = null;
  try {
    driver = await patiently(() =>
      WebDriver.open(`http://127.0.0.1:${port}`, {
        "webkitgtk:browserOptions": { binary, args: ["--automation"] },
      }),
    );
    await driver.post("timeouts", { script: 50_000, pageLoad: 50_000 });
    // The window's bar takes of the height: what is asked for is the page's.
    await driver.post("window/rect", { width, height });
    const inner = v.parse(v.number(), await driver.evaluate("innerHeight"));
    await driver.post("window/rect", { width, height: height + height - inner });
    return { driver, end };
  } catch (error) {
    await end();
    throw error;
  }
}

let sessions = 0;

/** The driver takes a moment until it listens. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries > 50 || !(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function pageOf({ driver, end }: Session): Page {
  const act = (type: string, id: string, actions: readonly object[], more: object = {}) =>
    driver.post("actions", { actions: [{ type, id, actions, ...more }] });
  return {
    goto: async (url) => {
      await driver.post("url", { url: "about:blank" });
      await driver.post("url", { url });
    },
    reload: async () => void (await driver.post("refresh")),
    // What comes back is JSON of what the function gives, which the driver can't know.
    evaluate: async <A, R>(inPage: (argument: A) => R | Promise<R>, argument: A) =>
      (await driver.evaluate(callOf(inPage, argument))) as R,
    press: async (key) => {
      const value = KEYS[key] ?? key;
      await act("key", "keyboard", [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]);
    },
    clickAt: async (x, y) => {
      const move = { type: "pointerMove", x: Math.round(x), y: Math.round(y), origin: "viewport", duration: 0 };
      const press = [
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ];
      await act("pointer", "mouse", [move, ...press], { parameters: { pointerType: "mouse" } });
    },
    picture: async () => false,
    complaints: () => [],
    close: end,
  };
}
