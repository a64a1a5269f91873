import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { cmi5Structure, scorm12Manifest, scorm2004Manifest } from "./manifests.mjs";
import { withConnections } from "./single.mjs";

const schemas = fileURLToPath(new URL("schemas", import.meta.url));

export const STANDARDS = ["scorm12", "scorm2004", "cmi5"];

/** The acts, as the app has them. */
export async function allActs() {
  const cards = fileURLToPath(new URL("../../src/scenes/cards.ts", import.meta.url));
  return (await runnerImport(cards)).module.acts;
}

/**
 * The files of one act's package: the single file, which says what it is packaged as, and what the platform reads.
 * @param html the single file
 * @param act an act of `allActs`
 * @param standard one of `STANDARDS`
 * @param pass from which share of right answers the act is passed, 0 to 1
 * @param lms for cmi5, the origin of the platform's record store; without it, any that the platform names at launch
 * @returns a map from paths to contents
 */
export function courseFiles(html, act, standard, { pass, lms }) {
  const page = saying(html, `${standard} ${act.number} ${pass}`);
  if (standard === "cmi5") {
    // A policy is written before anybody knows the platform: https and http stand for all of them.
    const talking = withConnections(page, lms ?? "https: http:");
    return new Map([
      ["cmi5.xml", cmi5Structure(act, pass)],
      ["index.html", talking],
    ]);
  }
  const folder = join(schemas, standard);
  // The schemas go along: SCORM wants a package's control documents at its root.
  const controls = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
  const manifest = standard === "scorm12" ? scorm12Manifest : scorm2004Manifest;
  return new Map([["imsmanifest.xml", manifest(act, ["index.html"])], ["index.html", page], ...controls]);
}

/** The page reads there whether it is a course, of which act, and whom to report to. */
function saying(html, what) {
  const before = '<meta charset="utf-8" />';
  if (html.split(before).length !== 2) throw new Error("the page has no one place to say what it is");
  return html.replace(before, () => `${before}\n    <meta name="course" content="${what}" />`);
}
