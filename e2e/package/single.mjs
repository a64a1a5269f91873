import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, loadConfigFromFile } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const types = { ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

/**
 * The whole app as one HTML file, which runs from a disk: browsers load no module of another file there, but an inline
 * one runs. What is imported later stands in it too, and still runs only when it is asked for, so the language is
 * chosen before messages are made.
 * @param connect what its policy lets it talk to besides, as `connect-src` has it: nothing by itself
 * @returns the file's text, with `</head>` where more may be put before
 */
export async function makeSingleFile({ connect = "" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
  try {
    await build({
      ...(await siteConfig()),
      configFile: false,
      root,
      logLevel: "warn",
      build: {
        target: "es2022",
        outDir: folder,
        emptyOutDir: true,
        manifest: false,
        modulePreload: false,
        cssCodeSplit: false,
        assetsInlineLimit: Number.MAX_SAFE_INTEGER,
        chunkSizeWarningLimit: 100_000,
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
    return inlined(folder, connect);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As the site is built, without what is only for the site: what others load from it, and its service worker. */
async function siteConfig() {
  const loaded = await loadConfigFromFile({ command: "build", mode: "production" }, join(root, "vite.config.ts"));
  if (loaded === null) throw new Error("vite.config.ts can't be read");
  const { plugins = [], ...config } = loaded.config;
  return { ...config, plugins: plugins.flat().filter(({ name }) => !["for-authors", "offline-worker"].includes(name)) };
}

/** A page with other rights to talk: the same file, with another policy. */
export function withConnections(html, connect) {
  return replaced(html, /connect-src [^;"]*/, () => `connect-src ${connect}`);
}

function inlined(folder, connect) {
  const read = (name) => readFileSync(join(folder, name), "utf8");
  const scripts = readdirSync(join(folder, "assets")).filter((name) => name.endsWith(".js"));
  if (scripts.length !== 1) throw new Error(`one script was to be made, not ${scripts.join(", ")}`);
  const hashes = { script: [], style: [] };
  const within = (kind, text, attributes = "") => {
    hashes[kind].push(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    return `<${kind}${attributes}>${text}</${kind}>`;
  };
  let html = read("index.html");
  let app = "";
  html = replaced(html, /<script src="\.?\/?(theme\.js)"><\/script>/, (name) =>
    within("script", safeScript(read(name))),
  );
  html = replaced(html, /<link rel="stylesheet" href="\.?\/?(static\.css)"[^>]*>/, (name) =>
    within("style", safeStyle(read(name))),
  );
  html = replaced(html, /<link rel="stylesheet"[^>]*href="\.\/(assets\/[^"]+\.css)"[^>]*>/, (name) =>
    within("style", safeStyle(read(name))),
  );
  html = replaced(html, /<script type="module"[^>]*src="\.\/(assets\/[^"]+\.js)"[^>]*><\/script>/, (name) => {
    app = within("script", safeScript(read(name)), ' type="module"');
    return "";
  });
  html = replaced(html, /href="\.?\/?(favicon\.[a-z]+)"/, (name) => `href="${dataAddress(join(folder, name))}"`);
  html = html.replace(/\s*<link rel="(?:modulepreload|manifest|apple-touch-icon|alternate)"[^>]*>/g, "");
  html = replaced(html, /<!-- in files of their own -->[\s\S]*?<!-- \/ -->/, () => WHY_STILL);
  // Last in the body: the text stands on screen while this much script is read.
  html = replaced(html, /<\/body>/, () => `${app}\n  </body>`);
  html = replaced(
    html,
    /(<meta http-equiv="Content-Security-Policy" content=")[^"]*"/,
    (start) => `${start}${policy(hashes, connect)}"`,
  );
  if (/(?:src|href)="(?!data:|#)/.test(html.replace(/<(script|style)[\s\S]*?<\/\1>/g, ""))) {
    throw new Error("something is still in a file of its own");
  }
  return html;
}

/** As the site's, with hashes for what is inline. Nothing is fetched, so there is nobody to connect to. */
function policy({ script, style }, connect) {
  return [
    "default-src 'none'",
    `script-src ${script.join(" ")}`,
    `style-src ${style.join(" ")}`,
    "font-src data:",
    "img-src data: blob:",
    // In a frame it may show itself, and nothing else.
    "frame-src 'self'",
    `connect-src ${connect === "" ? "'none'" : connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Why nothing may move in this file: not what keeps the built folder from a disk. */
const WHY_STILL = `<li>
              The file is shown in a preview: of a mail program, a telephone’s file list, or a course’s page of files. Save
              it, and open it in a browser.
            </li>
            <li>The browser is older than 2023. Please try a newer one.</li>`;

/**
 * A script's text as it may stand between tags: `</script` would end it. In a string, a template or a pattern, which are
 * the places where it can stand, `<\\/` means the same. `<!--` with a `<script` after it would hide the end.
 */
function safeScript(text) {
  return unchanged(text.replace(/<\/(?=script)/gi, "<\\/"), /<!--/);
}

function safeStyle(text) {
  return unchanged(text, /<\/style|<!--/i);
}

/** HTML's parser gives back all of it, so that the hash is of what the browser sees. */
function unchanged(text, mustNotHold) {
  if (/[\r\0]/.test(text) || mustNotHold.test(text)) throw new Error("this can't stand inline as it is");
  return text;
}

function dataAddress(path) {
  return `data:${types[extname(path)]};base64,${readFileSync(path).toString("base64")}`;
}

/** Replaces what the pattern finds, which must be there once. */
function replaced(html, pattern, by) {
  const found = html.match(new RegExp(pattern, "g"))?.length ?? 0;
  if (found !== 1) throw new Error(`${pattern} found ${found} times`);
  return html.replace(pattern, (whole, first) => by(first ?? whole));
}
