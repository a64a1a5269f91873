import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { allActs, courseFiles, STANDARDS } from "./package/courses.mjs";
import { makeSingleFile } from "./package/single.mjs";
import { filesIn, zipOf } from "./package/zip.mjs";

/**
 * Makes what goes to other places, in `packages/`: the site, as a folder and a zip; one HTML file that runs from a disk; for
 * each act a package for learning platforms in three standards; and the custom element for npm.
 * `--pass=0.7`: from which share of right answers an act is passed. `--lms=https://lms.example`: for cmi5, the one
 * platform that its policy lets it talk to.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "packages");
const { pass, lms } = options();

rmSync(target, { recursive: true, force: true });
mkdirSync(join(target, "courses"), { recursive: true });

await build({ root, logLevel: "warn" });
cpSync(join(root, "dist"), join(target, "site"), { recursive: true });
put("site.zip", zipOf(filesIn(join(target, "site"))));

const html = await makeSingleFile();
put("between-alice-and-bob.html", html);

for (const act of await allActs()) {
  for (const standard of STANDARDS) {
    put(`courses/act-${act.number}.${standard}.zip`, zipOf(courseFiles(html, act, standard, { pass, lms })));
  }
}

const element = join(root, "e2e/package/element.mjs");
if (existsSync(element)) await (await import(element)).packageElement(join(target, "element"));

function put(name, content) {
  const path = join(target, name);
  writeFileSync(path, content);
  console.log(`${(statSync(path).size / 1000).toFixed(0).padStart(6)} kB  packages/${name}`);
}

function options() {
  const { values } = parseArgs({ options: { pass: { type: "string", default: "0.7" }, lms: { type: "string" } } });
  if (!/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/.test(values.pass)) throw new Error("--pass is a share from 0 to 1, like 0.7");
  if (values.lms !== undefined && !isOrigin(values.lms))
    throw new Error("--lms is an origin, like https://lms.example");
  return { pass: Number(values.pass), lms: values.lms };
}

function isOrigin(text) {
  return /^https?:\/\/[^/]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
