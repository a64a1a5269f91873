import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * The custom element as an npm package: `node e2e/package/element.mjs <folder>`, or `packageElement(folder)`. Writes
 * package.json, the element as an ES module (for those who bundle) and as `embed.js` (for a script tag), its types, a
 * README and the licence. The scenes themselves are not in it: they are on a site, which `setBase` or `base` names.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const source = join(root, "src/embed/element");
const NAME = "between-alice-and-bob-embed";

export async function packageElement(folder) {
  mkdirSync(folder, { recursive: true });
  await bundle(folder, "index.ts", "es", "index.js");
  await bundle(folder, "embed.ts", "iife", "embed.js");
  writeTypes(folder);
  const { version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest(version, license), null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), README);
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
}

async function bundle(folder, entry, format, fileName) {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      target: "es2022",
      outDir: folder,
      emptyOutDir: false,
      minify: format === "iife",
      lib: { entry: join(source, entry), formats: [format], name: "aliceBobScene", fileName: () => fileName },
    },
  });
}

/** The declarations of the public types, and of the messages that they speak of. */
function writeTypes(folder) {
  const types = join(folder, "types");
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = [
    ...["--declaration", "--emitDeclarationOnly", "--outDir", types, "--rootDir", join(root, "src/embed")],
    ...["--noEmit", "false", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--module", "esnext"],
    ...["--moduleResolution", "bundler", "--strict", "--allowImportingTsExtensions", "--skipLibCheck"],
    ...["--ignoreConfig", "--types", ""],
  ];
  execFileSync(process.execPath, [tsc, ...options, join(source, "index.ts")], { stdio: "inherit", cwd: root });
  // What the public ones don't speak of is nobody's business.
  for (const file of readdirSync(join(types, "element")))
    if (!["index.d.ts", "api.d.ts", "base.d.ts"].includes(file)) rmSync(join(types, "element", file));
}

function manifest(version, license) {
  return {
    name: NAME,
    version,
    description: "<alice-bob-scene>: TLS and mutual TLS, run for real in your readers' browsers, in your own page.",
    license,
    type: "module",
    main: "./index.js",
    types: "./types/element/index.d.ts",
    exports: {
      ".": { types: "./types/element/index.d.ts", default: "./index.js" },
      "./embed.js": "./embed.js",
      "./package.json": "./package.json",
    },
    sideEffects: true,
    files: ["index.js", "embed.js", "types", "README.md", "LICENSE"],
    keywords: ["tls", "mtls", "education", "custom-element", "embed"],
  };
}

const README = `# ${NAME}

A scene of Between Alice and Bob in your page: TLS and mutual TLS, explained by running them in the reader's browser.

\`\`\`ts
import { setBase } from "${NAME}";

setBase("https://your.site/tls/"); // where the built site lies

const scene = document.createElement("alice-bob-scene");
scene.scene = "mitm";
scene.step = "4";
scene.controls = "minimal";
scene.addEventListener("verdict", ({ detail }) => console.log(detail.about, detail.accepted));
document.body.append(scene);
await scene.seek("bob.opens.request");
\`\`\`

Without a bundler, \`embed.js\` from that site itself is enough; it knows where it came from:

\`\`\`html
<script async src="https://your.site/tls/embed.js"></script>
<alice-bob-scene scene="mitm" step="4" controls="minimal"></alice-bob-scene>
\`\`\`

Attributes are properties: \`scene step start end depth eyes mallory from switches hops controls theme lang speed keys seed
height base poster label loading\`, and the flags \`autoplay loop ctl links fs\`. Methods, each a promise: \`play pause next
previous seek setSwitch setDepth setEyes getState setState\`. Events, typed: \`ready step verdict switch prediction complete
playing key\`, which bubble, and \`error resize\`, which don't. No dependency; nothing is loaded from anywhere but your site.
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error("Where to? node e2e/package/element.mjs <folder>");
  await packageElement(folder);
}
