import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin, Rolldown } from "vite";
import { defineConfig } from "vitest/config";
import { forAuthors } from "./e2e/build/forAuthors.ts";

/**
 * What the built page may load: its own files, and nothing else. No `unsafe-*`.
 *
 * Measured in Chromium 156: `'self'` in a <meta> policy means the address from which the page came, also in a frame
 * with `sandbox="allow-scripts"`, whose origin is opaque. Scripts, dynamic imports, styles, fonts and fetch passed
 * there, from the root of a server and from a sub-path, as long as the server sent `Access-Control-Allow-Origin: *`.
 * Without that header the browser refuses module scripts (CORS, not this policy): the text in index.html says so.
 * `blob:` for images is for pictures made in the page. `frame-ancestors` can't stand in a <meta>, and is not wanted.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Any page may frame this one, and a sandboxed frame may load its modules: public/_headers says the same to hosts. */
const headers = { "Access-Control-Allow-Origin": "*" };

/** Tests that put something in a module's place, start programs, or measure memory: each in a process of its own. */
const alone = [
  "src/scenes/languages.test.ts",
  "src/tls/rfc8448.test.ts",
  "src/tls/fuzzMemory.test.ts",
  "src/cli/**/*.test.ts",
];

export default defineConfig({
  // Relative addresses: the build works under any path of any static server.
  base: "./",
  plugins: [react(), builtPage(), forAuthors(), offlineWorker()],
  build: {
    target: "es2022",
    manifest: true,
    // Nothing inlined as data: fonts would break `font-src 'self'`.
    assetsInlineLimit: 0,
    // Browsers that don't know `modulepreload` load all the same, only later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            chunk("start", 3, "src/mount.tsx"),
            chunk("player", 2, "src/app/ScenePage.tsx", "src/embed/EmbedPage.tsx"),
            chunk("shell", 1, "src/app/ScenePage.tsx"),
          ],
        },
      },
    },
    reportCompressedSize: false,
  },
  server: { headers },
  preview: { headers },
  resolve: { dedupe: ["react", "react-dom"] },
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    environment: "node",
    projects: [
      // One after the other in the same process: to load everything anew for each file was a quarter of the time.
      project("together", { include: ["src/**/*.test.{ts,tsx}"], exclude: [...alone], isolate: false }),
      project("alone", { include: [...alone] }),
    ],
    // By itself it leaves one core free, which of two is half.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

/** Tests run in the same way, with everything else as it stands above. */
function project(name: string, test: Readonly<{ include: string[]; exclude?: string[]; isolate?: boolean }>) {
  return { extends: true as const, test: { name, ...test } };
}

/**
 * What most visits come to next: asked for along with the entry, so that a slow line isn't waited for three times (on
 * slow 4G the first step came 1.1 s sooner). After the stylesheets: before them, the first text came 1.1 s later.
 */
const wantedSoon = ["src/mount.tsx", "src/app/ScenePage.tsx", "src/scenes/direct/scene.ts"];

/**
 * A chunk of all that these modules ask for at once; what several ask for goes to the first such chunk. What is always
 * loaded together shall be one file, because small ones compress badly: without this, whatever a part that is fetched
 * later shares with its page would become a file of its own.
 */
function chunk(name: string, priority: number, ...roots: readonly string[]): Rolldown.CodeSplittingGroup {
  return {
    debugName: name,
    priority,
    name: (id, graph) => {
      // Libraries come along with what imports them; by their own imports, each would bring all of itself.
      if (id.includes("/node_modules/")) return null;
      return roots.every((root) => asksFor(root, graph).has(id)) ? name : null;
    },
  };
}

/** What a module imports statically, and what that imports. */
function asksFor(root: string, graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([fileURLToPath(new URL(root, import.meta.url))]);
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/** The built index.html gets its policy, early loads, and a stylesheet that loads where modules are refused. */
function builtPage(): Plugin {
  return {
    name: "built-page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => ({
        html: html.replace(/<link rel="stylesheet" crossorigin/g, '<link rel="stylesheet"'),
        tags: [
          {
            tag: "meta",
            attrs: { "http-equiv": "Content-Security-Policy", content: policy },
            injectTo: "head-prepend",
          },
          ...earlyLoads(bundle)
            .filter((file) => !html.includes(file))
            .map((file) => ({
              tag: "link",
              attrs: { rel: "modulepreload", crossorigin: true, href: `./${file}` },
              injectTo: "head" as const,
            })),
        ],
      }),
    },
  };
}

/** What the page is made of besides the bundle. What else lies in public/ is for others, and not kept for offline use. */
const pageFiles = /^(theme\.js|static\.css|manifest\.webmanifest|favicon\.png|icon-.*\.png)$/;

/** `sw.js`, the service worker, with the list of what it keeps; any change of any file makes another version. */
function offlineWorker(): Plugin {
  const file = (path: string): URL => new URL(path, import.meta.url);
  return {
    name: "offline-worker",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const hash = createHash("sha256");
        const built = Object.values(bundle).filter(({ fileName }) => /^(assets\/|index\.html$)/.test(fileName));
        for (const one of built) hash.update(one.type === "chunk" ? one.code : one.source);
        const others = readdirSync(file("public")).filter((name) => pageFiles.test(name));
        for (const name of others) hash.update(readFileSync(file(`public/${name}`)));
        const files = [...built.map(({ fileName }) => fileName), ...others].sort();
        const source = readFileSync(file("src/app/offline/worker.js"), "utf8")
          .replace('"{version}"', JSON.stringify(hash.digest("hex").slice(0, 16)))
          .replace('["{files}"]', JSON.stringify(files));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

/** The chunks of `wantedSoon` and all that they import statically, each once. */
function earlyLoads(bundle: Rolldown.OutputBundle): readonly string[] {
  const files = new Set<string>();
  const add = (file: string): void => {
    const chunk = bundle[file];
    if (chunk?.type !== "chunk" || files.has(file)) return;
    files.add(file);
    for (const imported of chunk.imports) add(imported);
  };
  for (const [file, chunk] of Object.entries(bundle)) {
    const sources = chunk.type === "chunk" ? chunk.moduleIds.map((id) => id.replaceAll("\\", "/")) : [];
    if (wantedSoon.some((wanted) => sources.some((source) => source.endsWith(wanted)))) add(file);
  }
  return [...files];
}
