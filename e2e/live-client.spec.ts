import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import type { PacketArtifact, Recording } from "../src/sim/recording.ts";
import { clickAt, count, heading, next, panel, position, recordingOf, stands, visit, watch } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { glance } from "./glance.ts";
import { freePort, type LiveServer, missing, shell, startLive } from "./live-server.ts";
import { dist } from "./static-server.mjs";

type Standing = Readonly<{ page: Page; complaints: () => readonly string[] }>;
type Live = Standing & Readonly<{ server: LiveServer }>;

/**
 * The local server and its page, which a worker starts and loads once: the page comes in hundreds of modules. Each test
 * goes to it anew by way of the start page: leaving it ends all that was on stage, and Bob begins with new keys.
 */
const test = base.extend<{ live: Live }, { server: LiveServer; standing: Standing }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see what a fixture takes
    async ({}, use) => {
      const server = await startLive();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  standing: [
    async ({ browser, server }, use) => {
      const context = await browser.newContext({
        reducedMotion: "reduce",
        viewport: { width: 1280, height: 800 },
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      const all = watch(page, server.address);
      // React's development build complains of parts that are here before they are waited for: ui/later.tsx means it so.
      const complaints = () => all().filter((one) => !one.includes("This library called use()"));
      await page.goto(new URL("#/", server.address).href);
      await use({ page, complaints });
      await context.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  live: async ({ standing, server }, use) => {
    const { page, complaints } = standing;
    const before = complaints().length;
    await visit(page, "#/");
    await expect(page.getByRole("navigation", { name: "Scenes" })).toBeVisible({ timeout: 60_000 });
    await visit(page, new URL(server.address).hash);
    await expect(page.getByText(`Bob listens on 127.0.0.1, port ${server.port}`)).toBeVisible({ timeout: 60_000 });
    await use({ page, server, complaints: () => complaints().slice(before) });
  },
});

/** Says why where a program is not there. */
function needs(program: "openssl" | "curl"): void {
  const why = missing(program);
  test.info().skip(why !== null, why ?? "");
}

test("curl, by the command that the page gives away, is answered by Bob on stage", async ({ live }) => {
  needs("curl");
  const { page, complaints } = live;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bob waits for a real client");
  // The token is not there for whoever looks at the screen.
  expect(new URL(page.url()).hash).toBe("#/live");
  const command = await copied(page, "curl, which trusts");
  const { code, out } = await shell(command);
  expect([code, out.split("\n")[0]]).toEqual([0, "Hello from Bob."]);
  await expect(newest(page)).toContainText("asked Bob, and was answered");
  await stands(page);
  await expect(heading(page)).toHaveText("The end: Bob has answered a real program");
  const recording = await recordingOf(page);
  // Bob's answer is what curl printed.
  const reply = recording.steps.map(({ event }) => event).find((e) => e.type === "seals" && e.text?.includes("Hello"));
  expect(reply?.type === "seals" && reply.text?.endsWith(out)).toBe(true);
  expect(complaints()).toEqual([]);
});

test("openssl's own ClientHello is on stage, byte for byte, and its secrets are those of the recording", async ({
  live,
}) => {
  needs("openssl");
  const { page, complaints } = live;
  const folder = mkdtempSync(join(tmpdir(), "live-client-"));
  const keys = join(folder, "keys.log");
  const command = `${await copied(page, "openssl, told")} -keylogfile ${keys} -msg -ign_eof`;
  const { code, out } = await shell(command, "GET / HTTP/1.0\r\n\r\n");
  expect(code).toBe(0);
  expect(out).toContain("Hello from Bob.");
  const [, random = "", secret = ""] = /^CLIENT_HANDSHAKE_TRAFFIC_SECRET (\w+) (\w+)$/m.exec(
    readFileSync(keys, "utf8"),
  ) ?? [""];
  rmSync(folder, { recursive: true });
  expect(random).toMatch(/^[0-9a-f]{64}$/);
  await expect(newest(page)).toContainText("asked Bob, and was answered");
  await expect(newest(page)).not.toContainText("still open");
  const recording = await recordingOf(page);
  const [hello] = packets(recording);
  // What openssl says that it has sent, without the record's header.
  expect(hello?.bytes.slice(10)).toBe(sentBy(out, "ClientHello"));
  expect(hello?.bytes.slice(22, 86)).toBe(random);
  const named = recording.steps.flatMap(({ made }) => made).filter((made) => made.kind === "secret");
  expect(named.find(({ name }) => name === "client_handshake_traffic_secret")?.value).toBe(secret);
  // And on the screen: stepping works as in every recording.
  await page.keyboard.press("Home");
  await next(page).click();
  await page.keyboard.press("3");
  await expect(heading(page)).toHaveText("A real client says ClientHello, and asks for bob.example");
  const cells = panel(page).getByRole("grid", { name: "The packet’s bytes" }).getByRole("gridcell");
  await expect(cells.nth(42)).toBeVisible();
  expect((await cells.allInnerTexts()).slice(11, 43).join("")).toBe(random);
  expect(complaints()).toEqual([]);
});

test("with Mallory posing, the very next curl is refused, and says so in its own words", async ({ live }) => {
  needs("curl");
  const { page, complaints } = live;
  const command = await copied(page, "curl, which trusts");
  expect((await shell(command)).code).toBe(0);
  await expect(newest(page)).toContainText("answered");
  await page.getByText("pose", { exact: true }).click();
  const { code, out, err } = await shell(`${command} -sS`);
  expect([code, out]).toEqual([60, ""]);
  expect(err).toMatch(/curl: \(60\) SSL certificate problem: self.signed certificate/);
  await expect(newest(page)).toContainText("refused Mallory: unknown_ca");
  await expect(heading(page)).toHaveText("The end: the program refused Mallory, with unknown_ca");
  // What was measured of programs stands beside it: among them what this one has just printed.
  await page.getByText("What would your client print?").click();
  await expect(page.getByText(/SSL certificate problem: self.signed certificate/).first()).toBeVisible();
  // Every step can be gone through, the program's alert among them.
  const titles = await walk(page);
  expect(titles).toContain("A real client hangs up: unknown_ca");
  expect(titles).toHaveLength(await count(page));
  expect(complaints()).toEqual([]);
});

test("whoever does not check is fooled for real, and so is whoever trusts a stolen authority", async ({ live }) => {
  needs("curl");
  const { page } = live;
  const careless = await copied(page, "curl, told not");
  const careful = await copied(page, "curl, which trusts");
  await page.getByText("relay", { exact: true }).click();
  const relayed = await shell(`${careless} -sS`);
  expect([relayed.code, relayed.out.split("\n")[0]]).toEqual([0, "Hello from Bob."]);
  await expect(newest(page)).toContainText("fooled: Mallory read question and answer");
  const recording = await recordingOf(page);
  const end = recording.steps.at(-1)?.event;
  const readers = end?.type === "ends" ? end.outcome.leaked.map(({ actor }) => actor) : [];
  expect(readers).toEqual(["mallory", "mallory"]);
  await page.getByText("pose", { exact: true }).click();
  await page.getByLabel("She shows").selectOption({ label: "She shows: a genuine one" });
  const fooled = await shell(`${careful} -sS`);
  expect([fooled.code, fooled.out]).toEqual([0, expect.stringContaining("Please send your password once more.")]);
  await expect(newest(page)).toContainText("fooled: it asked Mallory");
  const titles = await walk(page);
  expect(titles).toContain("Mallory has stolen the authority’s key");
});

test("where Bob insists on a certificate, curl is refused late, and let in with the one that the page gives it", async ({
  live,
}) => {
  needs("curl");
  const { page, complaints } = live;
  const without = await copied(page, "curl, which trusts");
  await page
    .getByLabel("Bob asks for a certificate")
    .selectOption({ label: "Bob asks for a certificate: and insists" });
  const refused = await shell(`${without} -sS`);
  expect([refused.code, refused.out]).toEqual([56, ""]);
  expect(refused.err).toContain("alert certificate required");
  await expect(newest(page)).toContainText("was refused by Bob: certificate_required");
  const { code, out } = await shell(await copied(page, "curl, which shows a certificate"));
  expect([code, out]).toEqual([0, expect.stringContaining("client: CN=alice.example")]);
  await expect(newest(page)).toContainText("asked Bob, and was answered");
  expect(await walk(page)).toContain("Bob checks the signature: it is the certificate’s key");
  expect(complaints()).toEqual([]);
});

test("a connection grows on stage while it lasts, and leaves whoever stepped back where they are", async ({ live }) => {
  needs("openssl");
  const { page } = live;
  const [program = "", ...args] = (await copied(page, "openssl, told")).split(" ");
  const client = spawn(program, [...args, "-quiet"], { stdio: ["pipe", "pipe", "ignore"] });
  const ended = new Promise((resolve) => client.once("close", resolve));
  await expect(newest(page)).toContainText("connected, and asked nothing");
  await expect(newest(page)).toContainText("still open");
  await stands(page);
  await expect(heading(page)).toHaveText("Bob opens Finished, and the sum is right");
  const before = await count(page);
  expect(await position(page)).toBe(before);
  // At the newest step one goes along …
  client.stdin.write("GET / HTTP/1.0\r\n");
  await expect(heading(page)).toHaveText("Bob opens the request: GET / HTTP/1.0");
  // … and elsewhere one stays.
  await page.keyboard.press("Home");
  client.stdin.write("\r\n");
  await ended;
  await expect(newest(page)).not.toContainText("still open");
  expect(await position(page)).toBe(0);
  expect(await count(page)).toBeGreaterThan(before + 6);
});

test("a recording of a real client can be loaded again", async ({ live }) => {
  needs("curl");
  const { page } = live;
  await shell(await copied(page, "curl, which trusts"));
  await expect(newest(page)).toContainText("answered");
  const recording = await recordingOf(page);
  await shell(await copied(page, "curl, told not"));
  await expect(page.getByRole("navigation", { name: "Connections" }).getByRole("button")).toHaveCount(2);
  await page.getByRole("button", { name: "More", exact: true }).click();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByText("Load a recording").click()]);
  const buffer = Buffer.from(JSON.stringify(recording));
  await chooser.setFiles({ name: "live.recording.json", mimeType: "application/json", buffer });
  await expect(page.getByText("from a file")).toBeVisible();
  expect((await recordingOf(page)).steps.length).toBe(recording.steps.length);
});

test("accessible, before anybody has called and with somebody on stage", async ({ live }) => {
  needs("curl");
  const { page } = live;
  await expectAccessible(page, "waiting");
  await page.getByText("pose", { exact: true }).click();
  await shell(await copied(page, "curl, which trusts"));
  await expect(newest(page)).toContainText("refused", { timeout: 30_000 });
  await page.getByRole("button", { name: "How to connect" }).click();
  await expectAccessible(page, "somebody on stage");
});

test("Alice on stage calls openssl's own server, and refuses Mallory in its place", async ({ browser }) => {
  needs("openssl");
  const folder = mkdtempSync(join(tmpdir(), "live-client-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = "-subj /CN=localhost -addext subjectAltName=DNS:localhost";
  const made = await shell(`openssl req -x509 -newkey rsa:2048 -nodes -keyout ${key} -out ${cert} -days 2 ${subject}`);
  expect([made.code, made.err]).toEqual([0, expect.any(String)]);
  const port = await freePort();
  const openssl = spawn("openssl", ["s_server", "-accept", `127.0.0.1:${port}`, "-cert", cert, "-key", key, "-www"]);
  const server = await startLive("--alice", `https://localhost:${port}/`, "--ca", cert);
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(server.address);
    const call = page.getByRole("button", { name: "Let Alice call" });
    await call.click({ timeout: 60_000 });
    await expect(newest(page)).toContainText("answered: HTTP/1.0 200 ok");
    await expect(newest(page)).not.toContainText("still open");
    const titles = await walk(page);
    expect(titles).toContain("Alice checks the signature: it is the certificate’s key");
    expect(titles.at(-1)).toBe("The end: a real server has answered Alice");
    await page.getByText("pose", { exact: true }).click();
    await call.click();
    await expect(newest(page)).toContainText(/Alice refused Mallory: \w+/);
    // Whoever leaves the checks out is read along with, by way of the same real server.
    await page.getByText("relay", { exact: true }).click();
    await page.getByText("Alice accepts any authority").click();
    await page.getByText("Alice skips the name").click();
    await call.click();
    await expect(newest(page)).toContainText("Mallory read along");
  } finally {
    await context.close();
    await server.stop();
    openssl.kill();
    rmSync(folder, { recursive: true });
  }
});

test("without the token nobody is let in, and the page says how to come by it", async ({ browser, server }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const { origin } = new URL(server.address);
  await page.goto(`${origin}/#/live`);
  await expect(page.getByText("npm start -- --bob 8443")).toBeVisible();
  await visit(page, "#/");
  await expect(page.getByRole("navigation", { name: "Scenes" })).toBeVisible();
  await visit(page, `#/live?token=${"x".repeat(43)}`);
  await expect(page.getByText("does not take the token")).toBeVisible();
  await context.close();
});

test("the built page knows nothing of all this", async ({ page }) => {
  await page.goto("./#/live?token=abcdefghijklmnopqrstuvwxyz");
  await stands(page);
  await expect(page.getByText("There is no page “/live”")).toBeVisible();
  const assets = join(dist, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(5);
  const own = /\/bridge\/|Bob waits for a real client|Somebody real is calling/;
  expect(scripts.filter((name) => own.test(readFileSync(join(assets, name), "utf8")))).toEqual([]);
});

/** The last who called, in the list of connections. */
function newest(page: Page): Locator {
  return page.getByRole("navigation", { name: "Connections" }).getByRole("button").first();
}

/** The command that stands under these words, as the button beside it puts it on the clipboard. */
async function copied(page: Page, does: string): Promise<string> {
  const more = page.getByRole("button", { name: "How to connect" });
  if (await more.isVisible()) await more.click();
  const entry = page.getByRole("region", { name: "How to connect" }).getByRole("listitem").filter({ hasText: does });
  await entry.getByRole("button", { name: "Copy" }).click();
  await expect(entry.getByRole("status")).toHaveText("copied");
  const command = await page.evaluate(() => navigator.clipboard.readText());
  await expect(entry.locator("code")).toHaveText(command);
  if (await more.isVisible()) await more.click();
  return command;
}

/** Goes through all steps from the start; gives their titles. */
async function walk(page: Page): Promise<readonly string[]> {
  await page.locator("body").click({ position: { x: 1, y: 1 } });
  await page.keyboard.press("Home");
  const titles: string[] = [];
  const total = await count(page);
  for (let index = 1; index <= total; index++) {
    await clickAt(page, next(page));
    const seen = await glance(page, index);
    expect(seen.position).toBe(index);
    titles.push(seen.heading);
  }
  return titles;
}

function packets(recording: Recording): readonly PacketArtifact[] {
  return recording.steps.flatMap(({ made }) => made).filter((made) => made.kind === "packet");
}

/** A message that `openssl s_client -msg` says it has sent, in hex. */
function sentBy(said: string, message: string): string {
  const lines = said.split("\n");
  const at = lines.findIndex((line) => line.startsWith(">>>") && line.endsWith(message));
  const rest = lines.slice(at + 1);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !/^ {4}([0-9a-f]{2} ?)+$/.test(line.trimEnd())),
    )
    .join("")
    .replaceAll(" ", "");
}
