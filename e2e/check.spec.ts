import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { authority, issueHolder } from "../src/pki/issue/faults/kit.ts";
import { issueFault, liveKitChance, makeKit } from "../src/pki/issue/faults.ts";
import { toPem } from "../src/pki/pem.ts";
import { open, stands, visit } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { makeChain } from "./chains.ts";
import { sharing } from "./shared.ts";

const test = sharing({ reducedMotion: "reduce", permissions: ["clipboard-read", "clipboard-write"] });
const chain = makeChain("bob.example");
const all = chain.server + chain.issuing + chain.root;

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, "#/check");
});

test.afterEach(({ complaints }) => expect(complaints()).toEqual([]));

test("a pasted chain: refused until its root is trusted, then judged by name, purpose and time", async ({ page }) => {
  await paste(page, all);
  await expectVerdict(page, "Refused", "unknown-authority");
  await expect(page.getByText("“Example Root” came along, and is not trusted.")).toBeVisible();
  await expect(page.getByText("the chain would be accepted")).toBeVisible();
  await page.getByRole("button", { name: "Trust it" }).first().click();
  await expectVerdict(page, "Accepted");
  await expect(links(page)).toHaveText([
    /^bob\.example.*the signature fits/,
    /Example Issuing/,
    /Example Root/,
    /trust it/,
  ]);
  await page.getByLabel("Called by the name").fill("alice.example");
  await expectVerdict(page, "Refused", "wrong-name");
  await page.getByLabel("Called by the name").fill("https://bob.example:8443/path");
  await page.getByLabel("Called by the name").blur();
  await expect(page.getByLabel("Called by the name")).toHaveValue("bob.example");
  await expectVerdict(page, "Accepted");
  await page.getByRole("radio", { name: "a client" }).check({ force: true });
  await expectVerdict(page, "Refused", "wrong-usage");
  await page.getByRole("radio", { name: "a server" }).check({ force: true });
  await page.getByRole("radio", { name: "another time" }).check({ force: true });
  await page.getByLabel("Time, UTC").fill("2020-01-01T00:00");
  await expectVerdict(page, "Refused", "not-yet-valid");
});

test("the address holds what is asked, and nothing that was pasted; nor is any of it stored", async ({ page }) => {
  await paste(page, all);
  await page.getByLabel("Called by the name").fill("bob.example");
  await page.getByRole("radio", { name: "Web PKI" }).check({ force: true });
  await expect(page).toHaveURL(/#\/check\?name=bob\.example&profile=webpki$/);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain("MII");
  await page.reload();
  await stands(page);
  await expect(page.getByLabel("Called by the name")).toHaveValue("bob.example");
  await expect(field(page)).toHaveValue("");
  await visit(page, "#/check?time=noon&purpose=client");
  await expect(page.getByText("“noon” is not a time")).toBeVisible();
  await expect(page.getByRole("radio", { name: "a client" })).toBeChecked();
});

test("a missing link is drawn as missing, and each certificate opens down to its bytes", async ({ page }) => {
  await paste(page, chain.server + chain.root);
  await page.getByRole("checkbox", { name: "Trust Example Root" }).check();
  await expectVerdict(page, "Refused", "missing-intermediate");
  await expect(links(page).last()).toContainText("Example Issuingmissing");
  await page.getByRole("button", { name: /^bob\.example/ }).click();
  await expect(page.getByText("It holds a public key. The private key is not in it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy PEM" })).toBeVisible();
  await expect(page.getByRole("tree", { name: /field by field/ })).toBeVisible();
});

test("by keyboard alone, from the start page to an opened certificate", async ({ page }) => {
  await visit(page, "#/");
  await page.getByRole("link", { name: "Find out why" }).press("Enter");
  await field(page).focus();
  await page.keyboard.insertText(all);
  await tabTo(page, "Called by the name");
  await page.keyboard.type("bob.example");
  await tabTo(page, "Trust Example Root");
  await page.keyboard.press("Space");
  await expectVerdict(page, "Accepted");
  await tabTo(page, /^Example Issuing/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("yes: it may sign certificates")).toBeVisible();
});

test("files dropped anywhere: PEM, DER, a transcript and a Kubernetes secret, over a target that shows", async ({
  page,
}) => {
  const files = [
    { name: "server.der", base64: chain.serverDer.toString("base64") },
    { name: "transcript.txt", base64: btoa(`CONNECTED(00000003)\n---\n 1 s:CN = x\n${chain.issuing}---\nDONE`) },
    { name: "secret.yaml", base64: btoa(`data:\n  ca.crt: ${btoa(chain.root)}\n  tls.key: ${btoa(chain.key)}\n`) },
  ];
  await drag(page, "dragenter", files);
  await expect(page.getByText("Let go: the files are read here")).toBeVisible();
  await drag(page, "drop", files);
  await expect(page.getByText("Let go")).toBeHidden();
  await expect(page.getByRole("list", { name: "Files" }).getByRole("listitem")).toHaveCount(3);
  await expect(page.getByText("That held a private key.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Trust Example Root" }).check();
  await expectVerdict(page, "Accepted");
  await page.getByRole("button", { name: "Take out transcript.txt" }).click();
  await expectVerdict(page, "Refused", "missing-intermediate");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectVerdict(page, "Accepted");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("The verdict will stand here")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expectVerdict(page, "Accepted");
});

test("a private key is recognised and dropped, before it is in the field", async ({ page }) => {
  await paste(page, chain.server + chain.key + chain.issuing);
  await expect(page.getByText("That held a private key.")).toBeVisible();
  await expectVerdict(page, "Refused");
  await expect(field(page)).toHaveValue(/A private key stood here/);
  await page.keyboard.press("Control+Z");
  const secret = chain.key.split("\n")[1] ?? "";
  const everywhere = await page.evaluate(() => [
    document.documentElement.outerHTML,
    document.querySelector("textarea")?.value ?? "",
    location.href,
    JSON.stringify({ ...localStorage, ...sessionStorage, ...history.state }),
  ]);
  expect(everywhere.join()).not.toContain(secret);
  await expectAccessible(page, "a private key refused");
});

test("garbage, HTML, binary, too much: each is said, nothing breaks", async ({ page }) => {
  await paste(page, "<!doctype html><html><body><img src=x onerror=alert(1)></body></html>");
  await expect(page.getByText("This is a web page, not a certificate.")).toBeVisible();
  await field(page).fill(chain.server.slice(0, 300));
  await expect(page.getByText(/begin.*no end: the copy was cut off/)).toBeVisible();
  await field(page).fill(`${chain.server.slice(0, 100)}!${chain.server.slice(101)}`);
  await expect(page.getByText(/is no base64 between its two lines/)).toBeVisible();
  await field(page).fill("");
  await drag(page, "drop", [
    { name: "huge.pem", base64: Buffer.alloc(1024 * 1024 + 1, 65).toString("base64") },
    { name: "cat.jpg", base64: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2]).toString("base64") },
    { name: "empty.pem", base64: "" },
    { name: "\u202egro.live<b>.pem", base64: btoa("hello") },
  ]);
  const sources = page.getByRole("list", { name: "Files" }).getByRole("listitem");
  await expect(sources).toHaveText([
    /larger than 1 MiB/,
    /binary/,
    /empty/,
    /U\+202Egro\.live<b>\.pem.*No certificate/,
  ]);
  await expect(page.getByText("so there is nothing to judge")).toBeVisible();
  await expectAccessible(page, "garbage");
});

test("a thousand certificates: judged, and shown a few at a time", async ({ page }) => {
  const many = Array.from({ length: 1000 }, (_, i) => toPem(withSerial(chain.serverDer, i)));
  const begun = Date.now();
  await drag(page, "drop", [{ name: "many.pem", base64: btoa(many.join("")) }]);
  await expect(page.getByRole("heading", { name: "1000 certificates" })).toBeVisible();
  await expectVerdict(page, "Refused", "missing-intermediate");
  expect(Date.now() - begun).toBeLessThan(10_000);
  await expect(page.getByRole("row")).toHaveCount(9);
  await field(page).fill(chain.issuing + chain.root);
  await page.getByRole("button", { name: /^Show 100 of/ }).click();
  await expect(page.getByRole("row")).toHaveCount(109);
});

test("a bundle of roots is trusted as a whole", async ({ page }) => {
  const bundle = [makeChain("a.example"), makeChain("b.example")].map(({ root }) => root);
  await drag(page, "drop", [
    { name: "server.pem", base64: btoa(chain.server + chain.issuing) },
    { name: "bundle.pem", base64: btoa(bundle.join("") + chain.root) },
  ]);
  await expectVerdict(page, "Refused");
  await page.getByRole("button", { name: "Trust all of the 3 roots" }).click();
  await expectVerdict(page, "Accepted");
  await page.getByRole("button", { name: "Trust none of the 3 roots" }).click();
  await expectVerdict(page, "Refused");
});

test("every path that was tried opens with its checks", async ({ page }) => {
  const kit = await makeKit({ random: liveKitChance, at: new Date(), name: "bob.example" });
  const second = await issueHolder(kit, "self", authority("Second Root", null));
  const name = "Issuing Authority (made for teaching)";
  const cross = await issueHolder(kit, second, { ...authority(name, 0), keys: kit.issuing.keys });
  const { presented } = await issueFault("expired", "server", kit);
  const given = [...presented, kit.root.der, cross.der, second.der].map((der) => toPem(der)).join("");
  await paste(page, given);
  await page.getByRole("button", { name: "Trust all of the 2 roots" }).click();
  await expectVerdict(page, "Refused", "expired");
  const others = page.getByRole("region", { name: "Other paths that were tried" });
  await others.getByRole("button", { name: /One check failed/ }).press("Enter");
  await expect(others.getByText("Dates", { exact: true })).toBeVisible();
  await expectAccessible(page, "other paths");
});

test("names that would turn text round or be markup are shown for what they are", async ({ page }) => {
  const hostile = makeChain("evil.example", "/CN=bob.example\u202egro.live <img src=x onerror=alert(1)>");
  await paste(page, hostile.server);
  await expectVerdict(page, "Refused");
  await expect(page.getByText("\\u{202e}gro.live <img").first()).toBeVisible();
  expect(await page.evaluate(() => document.body.textContent?.includes("\u202e"))).toBe(false);
  expect(await page.locator("img").count()).toBe(0);
});

test("an example is issued here and now, judged, and can be undone", async ({ page }) => {
  const example = page.getByLabel("Try an example");
  await example.selectOption({ label: "A good chain" });
  await expectVerdict(page, "Accepted");
  await example.selectOption({ label: "Expired" });
  await expectVerdict(page, "Refused", "expired");
  await expect(page.getByText("expired", { exact: true }).last()).toBeVisible();
  await example.selectOption({ label: "Changed after it was signed" });
  await expectVerdict(page, "Refused", "tampered");
  await expect(page.getByText("the signature does not fit")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expectVerdict(page, "Refused", "expired");
});

test("a refusal says what to do, how to make sure, and what programs print", async ({ page }) => {
  await paste(page, chain.server);
  const advice = page.getByRole("region", { name: "What to do about it" });
  await expect(advice.getByText("To make sure:").first()).toBeVisible();
  await expect(advice.getByText("At the server").first()).toBeVisible();
  await advice.getByText("What would your client print?").click();
  await expect(advice.getByText("curl", { exact: true }).first()).toBeVisible();
  await expect(advice.getByText(/curl: \(60\)/).first()).toBeVisible();
  await page.getByRole("radio", { name: "a client" }).check({ force: true });
  await expect(advice.getByText("What would your server log?")).toBeVisible();
  await expectAccessible(page, "advice");
});

test("an error message, pasted by keyboard, leads to its fault; a private key in it is dropped", async ({ page }) => {
  const box = page.getByLabel(/^Paste an error message/);
  await box.focus();
  await page.keyboard.insertText("curl: (60) SSL certificate problem: certificate has expired");
  const search = page.getByRole("region", { name: "What does this error mean?" });
  await expect(search.getByRole("listitem").first()).toContainText(/expired/i);
  await expect(search.getByText("To make sure:").first()).toBeVisible();
  await expect(search.getByRole("link").first()).toHaveAttribute("href", /^#\/scene\//);
  await expectAccessible(page, "error search");
  await box.fill(`x\n${chain.key}`);
  await expect(box).toHaveValue(/A private key stood here/);
});

test("axe: the empty page, and a refused chain", async ({ page }) => {
  await expectAccessible(page, "empty");
  await paste(page, all);
  await expectVerdict(page, "Refused");
  await expectAccessible(page, "refused");
});

for (const width of [390, 320]) {
  test(`${width} px wide: nothing overflows, and the verdict is one press away`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await expectNoOverflow(page);
    await paste(page, all);
    await page.getByRole("button", { name: /^Refused/ }).click();
    await expect(page.getByRole("heading", { name: /^Refused/ })).toBeInViewport();
    await page.getByRole("button", { name: /^bob\.example/ }).click();
    await expect(page.getByRole("tree")).toBeVisible();
    await expectNoOverflow(page);
  });
}

function field(page: Page) {
  return page.getByLabel("Certificates, chain, roots, revocation lists");
}

function links(page: Page) {
  return page.getByRole("region", { name: "The chain" }).locator("ol > li");
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await field(page).focus();
  await page.keyboard.press("ControlOrMeta+V");
}

async function expectVerdict(page: Page, word: "Accepted" | "Refused", reason = ""): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: new RegExp(`^${word} ?${reason}`) })).toBeVisible();
}

async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const here = document.activeElement;
      const label = here instanceof HTMLInputElement ? here.labels?.[0]?.textContent : null;
      return here?.getAttribute("aria-label") ?? (label || (here?.textContent ?? ""));
    });
    if (typeof name === "string" ? found === name : name.test(found)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}

type Dropped = Readonly<{ name: string; base64: string }>;

/** What a browser does when files are dragged over the page, or let go of. */
async function drag(page: Page, type: "dragenter" | "drop", files: readonly Dropped[]): Promise<void> {
  await page.evaluate(
    ([kind, given]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
      }
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [type, files] as const,
  );
}

/** The certificate with another serial number; its signature no longer fits. */
function withSerial(der: Buffer, number: number): Uint8Array {
  const changed = Uint8Array.from(der);
  const version = der.indexOf(Buffer.from("a003020102", "hex"));
  changed[version + 12] = number >> 8;
  changed[version + 13] = number & 0xff;
  return changed;
}

async function expectNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
}
