import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, expect, test } from "@playwright/test";
import { stands, watch } from "./app.ts";
import { chromiumArgs, ensureChromium } from "./browser.mjs";
import { dist, serveDist } from "./static-server.mjs";

test("the built page's policy lets in its own files only, and nothing unsafe", async ({ page }) => {
  await page.goto("./");
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  const rules = new Map((policy ?? "").split(";").map((rule) => [rule.trim().split(" ")[0], rule.trim()]));
  expect(rules.get("default-src")).toBe("default-src 'none'");
  expect(rules.get("script-src")).toBe("script-src 'self'");
  expect(rules.get("style-src")).toBe("style-src 'self'");
  expect(rules.get("connect-src")).toBe("connect-src 'self'");
  expect(policy).not.toContain("unsafe");
  expect(policy).not.toMatch(/https?:|\*/);
  // In force, too: what it forbids doesn't happen.
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
    return "ran" in window;
  });
  expect(ran).toBe(false);
});

test("the policy stands before anything that it governs, and the page holds no inline script or style", () => {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.search(/<(script|link|style)\b/));
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon[a-z]+=/);
  expect(html).not.toMatch(/(src|href)="(\/|https?:)/);
});

test("the layers of the style sheets stand in their order, whichever sheet comes first", async ({ page }) => {
  await page.goto("./");
  await stands(page);
  const layers = await page.evaluate(() => {
    const named = (rule: CSSRule): readonly string[] => {
      if (rule instanceof CSSLayerStatementRule) return [...rule.nameList];
      return rule instanceof CSSLayerBlockRule ? [rule.name] : [];
    };
    return [...new Set([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].flatMap(named)))];
  });
  expect(layers).toEqual(["reset", "tokens", "base", "components"]);
});

test("the preview server and the _headers file let a frame of opaque origin load the modules", async ({ request }) => {
  const script = /src="\.\/(assets\/[^"]+)"/.exec(readFileSync(join(dist, "index.html"), "utf8"))?.[1];
  const answer = await request.get(`./${script}`);
  expect(answer.headers()["access-control-allow-origin"]).toBe("*");
  expect(readFileSync(join(dist, "_headers"), "utf8")).toMatch(/^\/\*\n {2}Access-Control-Allow-Origin: \*$/m);
});

test("works from a sub-path of a plain static server, lazily loaded parts and all", async ({ page }) => {
  const server = await serveDist({ base: "/courses/week-3/tls/" });
  const complaints = watch(page, server.url);
  for (const hash of ["", "#/scene/direct", "#/scene/certificate", "#/embed/mitm"]) {
    await page.goto(server.url + hash);
    await stands(page);
  }
  expect(complaints()).toEqual([]);
  server.close();
});

test("works in a frame with sandbox=allow-scripts where the server sends the CORS header", async ({ page }) => {
  const host = (hash: string) =>
    `<!doctype html><title>Course</title><iframe title="scene" sandbox="allow-scripts" src="/app/${hash}" width="1000" height="700"></iframe>`;
  const server = await serveDist({
    base: "/app/",
    cors: true,
    pages: { "/embed": host("#/embed/mitm"), "/whole": host("#/scene/certificate"), "/start": host("") },
  });
  const complaints = watch(page, server.url);
  for (const path of ["embed", "whole", "start"]) {
    await page.goto(`http://localhost:${server.port}/${path}`);
    await stands(page.frameLocator("iframe"));
  }
  expect(complaints()).toEqual([]);
  server.close();
});

test("says why nothing moves in a sandboxed frame without the CORS header", async ({ page }) => {
  const server = await serveDist({
    base: "/app/",
    pages: {
      "/": '<!doctype html><iframe sandbox="allow-scripts" src="/app/#/embed/mitm" width="900" height="600"></iframe>',
    },
  });
  await page.goto(`http://localhost:${server.port}/`);
  const text = page.frameLocator("iframe").locator("main");
  await expect(text.getByRole("heading", { level: 1 })).toHaveText("Between Alice and Bob");
  await expect(text.getByText("Access-Control-Allow-Origin: *")).toBeVisible({ timeout: 5000 });
  server.close();
});

test("says why nothing moves where the page is opened as a file", async ({ page }) => {
  await page.goto(pathToFileURL(join(dist, "index.html")).href);
  await expect(page.getByText("The page was opened as a file")).toBeVisible({ timeout: 5000 });
});

test("doesn't frighten while it loads: the trouble is told after two seconds", async ({ page }) => {
  await page.route("**/assets/*.js", () => {});
  await page.goto("./", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Nothing is moving?")).toBeHidden();
  await expect(page.getByText("Nothing is moving?")).toBeVisible({ timeout: 5000 });
});

test("says so where JavaScript is switched off", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL ?? "");
  await expect(page.locator("noscript")).toBeVisible();
  expect(await page.locator("noscript").evaluate((element) => element.textContent)).toContain("needs JavaScript");
  await context.close();
});

test("says what is wrong, and what to do, where crypto.subtle is missing", async () => {
  const server = await serveDist();
  const { executablePath } = ensureChromium();
  const browser = await chromium.launch({
    args: [...chromiumArgs, "--host-resolver-rules=MAP alice.example 127.0.0.1"],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const page = await browser.newPage();
  const complaints = watch(page, `http://alice.example:${server.port}`);
  for (const hash of ["", "#/scene/direct", "#/embed/mitm"]) {
    await page.goto(`http://alice.example:${server.port}/${hash}`);
    expect(await page.evaluate(() => "subtle" in crypto && crypto.subtle !== undefined)).toBe(false);
    await expect(page.getByText(/https/i).first()).toBeVisible();
    await expect(page.getByText(/localhost/i).first()).toBeVisible();
  }
  expect(complaints()).toEqual([]);
  await browser.close();
  server.close();
});
