import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageElement } from "./element.mjs";

/**
 * Holds the npm package of the element to what it promises: packed, installed in an empty folder, its types used as
 * authors use them (and refused where they should be), and imported where there is no page. `node e2e/package/checkElement.mjs`
 */
const SAMPLE = `
import { setBase, type AliceBobSceneElement, type SceneEvents } from "between-alice-and-bob-embed";
setBase("https://your.site/tls/");
const scene: AliceBobSceneElement = document.createElement("alice-bob-scene");
scene.scene = "mitm";
scene.depth = "bytes";
scene.autoplay = true;
scene.addEventListener("verdict", ({ detail }) => { const accepted: boolean = detail.accepted; console.log(accepted); });
scene.addEventListener("resize", ({ detail }) => detail.height.toFixed());
scene.addEventListener("click", (event) => event.preventDefault());
document.body.append(scene);
const index: number = (await scene.seek(3)).index;
const state: string | undefined = await document.querySelector("alice-bob-scene")?.getState();
export const onStep = ({ detail }: SceneEvents["step"]) => [detail.title, index, state];
// @ts-expect-error there is no such depth
scene.depth = "deep";
// @ts-expect-error a verdict has no colour
scene.addEventListener("verdict", ({ detail }) => detail.colour);
// @ts-expect-error a step is an id or a number
scene.seek({});
`;

const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "alice-bob-embed-"));
const [made, used] = [join(folder, "made"), join(folder, "used")];
const shell = process.platform === "win32";
try {
  await packageElement(made);
  mkdirSync(used);
  const [archive] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: made, shell }),
  );
  writeFileSync(join(used, "package.json"), '{ "private": true, "type": "module" }');
  execFileSync("npm", ["install", "--silent", "--offline", join(folder, archive.filename)], { cwd: used, shell });
  writeFileSync(join(used, "sample.ts"), SAMPLE);
  for (const [module, resolution] of [
    ["esnext", "bundler"],
    ["nodenext", "nodenext"],
  ]) {
    const options = [
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--target",
      "es2022",
      "--lib",
      "es2023,dom",
      "--types",
      "",
    ];
    const kind = ["--module", module, "--moduleResolution", resolution];
    execFileSync(process.execPath, [tsc, ...options, ...kind, "sample.ts"], { cwd: used, stdio: "inherit" });
  }
  const load = 'await import("between-alice-and-bob-embed")';
  execFileSync(process.execPath, ["--input-type=module", "--eval", load], { cwd: used, stdio: "inherit" });
  console.log(
    `${archive.filename}: ${archive.files.length} files, ${archive.size} bytes; installed, type-checked, imported`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
