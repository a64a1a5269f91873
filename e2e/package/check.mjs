import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import puppeteer from "puppeteer-core";
import { runnerImport } from "vite";
import { chromiumArgs, findChromium } from "../browser.mjs";
import { serveDist } from "../static-server.mjs";

/**
 * What there is no time for in `npm test`: every scene played to its end in the single file, from a disk, in Chromium and in
 * Firefox, and from the built site without a network; every package's manifest held against the standards' schemas. What
 * this machine can't run is said so. `npm run package` first.
 * `CMI5_XSD` names cmi5's `CourseStructure.xsd` (github.com/AICC/CMI-5_Spec_Current, v1), which is on no registry.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = join(root, "packages");
const schemas = fileURLToPath(new URL("schemas", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
const { cards } = (await runnerImport(join(root, "src/scenes/cards.ts"))).module;
const results = [];

if (!existsSync(join(packages, "between-alice-and-bob.html"))) run("npm", ["run", "--silent", "package"]);
manifests();
const single = pathToFileURL(join(packages, "between-alice-and-bob.html")).href;
await scenesIn("Chromium, from a disk", chromium(), single);
await scenesIn("Firefox, from a disk", firefox(), single);
await offline();
rmSync(work, { recursive: true });

console.log(`\n${results.map(({ said, what }) => `${said.padEnd(8)} ${what}`).join("\n")}`);
process.exitCode = results.some(({ said }) => said === "FAILED") ? 1 : 0;

function note(said, what) {
  results.push({ said, what });
  console.log(`${said}: ${what}`);
}

/** Each package's manifest against its standard's schemas, all of them at once, so that nothing is passed over. */
function manifests() {
  if (!has("xmllint")) debian("libxml2-utils");
  if (!has("xmllint")) return note("not run", "manifests: xmllint is not here (libxml2-utils)");
  const cmi5 = process.env.CMI5_XSD;
  const together = { scorm12: wrapper("scorm12"), scorm2004: wrapper("scorm2004"), cmi5 };
  for (const name of readdirSync(join(packages, "courses"))) {
    const standard = name.split(".")[1] ?? "";
    const schema = together[standard];
    const file = standard === "cmi5" ? "cmi5.xml" : "imsmanifest.xml";
    const files = unzipSync(readFileSync(join(packages, "courses", name)));
    const path = join(work, `${name}.xml`);
    writeFileSync(path, files[file]);
    if (schema === undefined) note("not run", `${name}: CMI5_XSD names no schema`);
    else if (run("xmllint", ["--nonet", "--noout", "--schema", schema, path]) === 0) note("passed", `${name}: ${file}`);
    else note("FAILED", `${name}: ${file}`);
  }
}

/** A schema that takes in all of a standard's: by itself, a manifest's names only some, and the rest would go unread. */
function wrapper(standard) {
  const names = {
    scorm12: {
      "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
      "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    },
    scorm2004: {
      "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
      "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
      "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq_v1p3.xsd",
      "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav_v1p3.xsd",
      "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    },
  }[standard];
  const imports = Object.entries(names).map(
    ([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${join(schemas, standard, file)}" />`,
  );
  const path = join(work, `${standard}.xsd`);
  writeFileSync(path, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join("")}</xs:schema>`);
  return path;
}

function chromium() {
  const found = findChromium();
  if (found?.executablePath === undefined) return null;
  return { browser: "chrome", executablePath: found.executablePath, args: [...chromiumArgs, "--no-sandbox"] };
}

function firefox() {
  const places = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
  const find = () => [process.env.E2E_FIREFOX, ...places].find((path) => path !== undefined && existsSync(path));
  if (find() === undefined) debian("firefox-esr");
  const executablePath = find();
  if (executablePath === undefined) return null;
  // As people have it: puppeteer lets pages from a disk read each other.
  return { browser: "firefox", executablePath, extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true } };
}

async function scenesIn(where, options, address) {
  if (options === null) return note("not run", `${where}: it is not here`);
  const browser = await puppeteer.launch({ ...options, headless: true });
  console.log(await browser.version());
  try {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    const begun = Date.now();
    await page.goto(address);
    await page.waitForSelector(".static", { hidden: true });
    console.log(`${where}: the start page stood after ${Date.now() - begun} ms`);
    await everyScene(where, page, complaints);
  } finally {
    await browser.close();
  }
}

async function everyScene(where, page, complaints) {
  let steps = 0;
  for (const { id } of cards) {
    const before = complaints.length;
    try {
      steps += await playToTheEnd(page, id);
    } catch (error) {
      complaints.push(error instanceof Error ? error.message : String(error));
    }
    if (complaints.length > before) note("FAILED", `${where}: ${id}: ${complaints.slice(before).join("; ")}`);
  }
  if (complaints.length === 0) note("passed", `${where}: ${cards.length} scenes, ${steps} steps, no request`);
}

/** Step by step, as a clicker goes, past each question; the stage must say where it is at each. */
async function playToTheEnd(page, id) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/scene/${id}`);
  await page.waitForFunction(
    (wanted) => location.hash.startsWith(`#/scene/${wanted}`) && document.querySelector("[aria-busy=true]") === null,
    { timeout: 60_000 },
    id,
  );
  await page.waitForSelector('input[type="range"]');
  const place = () => page.$eval('input[type="range"]', ({ value, max }) => ({ at: Number(value), last: Number(max) }));
  let { at, last } = await place();
  for (let presses = 0; at < last && presses < 4 * last + 20; presses++) {
    await page.keyboard.press("PageDown");
    await page.evaluate(() => {
      for (const button of document.querySelectorAll("[data-asking] button:last-child")) button.click();
    });
    ({ at, last } = await place());
  }
  if (at < last) throw new Error(`stuck at ${at} of ${last}`);
  return last;
}

function complaintsOf(page) {
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(?:file|data|blob|about):|^http:\/\/localhost:/.test(request.url()))
      complaints.push(`request: ${request.url()}`);
  });
  return complaints;
}

/** The site, once visited, with its server gone. */
async function offline() {
  const options = chromium();
  if (options === null) return note("not run", "the site without a network: Chromium is not here");
  const server = await serveDist();
  const browser = await puppeteer.launch({ ...options, headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const active = async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated";
    for (let waited = 0; !(await page.evaluate(active)); waited++) {
      if (waited > 300) throw new Error("the site was not kept within 30 s");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    server.close();
    const complaints = complaintsOf(page);
    await page.reload();
    await everyScene("the site, its server gone", page, complaints);
  } finally {
    await browser.close();
  }
}

function has(command) {
  return spawnSync(command, ["--version"]).error === undefined;
}

/** Installs a Debian package where one may; what counts is whether it is there afterwards. */
function debian(name) {
  if (platform() !== "linux" || !existsSync("/etc/debian_version") || process.getuid?.() !== 0) return;
  run("apt-get", ["install", "-y", "--no-install-recommends", name]);
}

function run(command, args) {
  const env = { DEBIAN_FRONTEND: "noninteractive", ...process.env };
  return spawnSync(command, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"], env }).status;
}
