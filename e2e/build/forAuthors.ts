import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type InlineConfig, type Plugin, type Rolldown } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, "node_modules/.cache/between-alice-and-bob/site");

/**
 * What a build makes for other people's pages: `embed.js`, a poster a scene, and what links unfold to. The posters are
 * drawn from runs recorded here and now. `SITE_URL` says where the site will lie, for whatever needs absolute addresses.
 */
export function forAuthors(): Plugin {
  return {
    name: "for-authors",
    apply: "build",
    async generateBundle() {
      const [embed, files] = await Promise.all([embedScript("iife"), siteFiles(siteAddress(process.env.SITE_URL))]);
      this.emitFile({ type: "asset", fileName: "embed.js", source: embed });
      for (const [fileName, source] of files) this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/** The custom element as one script: `iife` runs wherever it is put, `es` is for those who bundle. */
export async function embedScript(format: "iife" | "es"): Promise<string> {
  const entry = format === "iife" ? "embed.ts" : "index.ts";
  return bundled({
    build: {
      lib: {
        entry: join(root, "src/embed/element", entry),
        formats: [format],
        name: "aliceBobScene",
        fileName: "embed",
      },
      minify: format === "iife",
    },
  });
}

/** Bundled for Node and run: the scenes are TypeScript. */
async function siteFiles(site: string | null): Promise<ReadonlyMap<string, string>> {
  const entry = join(root, "src/embed/site/files.ts");
  const output = { codeSplitting: false, entryFileNames: "files.mjs" };
  await bundled({ build: { ssr: entry, write: true, outDir: cache, minify: false, rolldownOptions: { output } } });
  const loaded: unknown = await import(`${pathToFileURL(join(cache, "files.mjs")).href}?${Date.now()}`);
  if (!isMaker(loaded)) throw new Error("src/embed/site/files.ts has no siteFiles");
  return loaded.siteFiles(site);
}

type Maker = Readonly<{ siteFiles: (site: string | null) => Promise<ReadonlyMap<string, string>> }>;

function isMaker(loaded: unknown): loaded is Maker {
  return (
    typeof loaded === "object" && loaded !== null && "siteFiles" in loaded && typeof loaded.siteFiles === "function"
  );
}

/** The code of a bundle's one chunk. */
async function bundled(config: InlineConfig): Promise<string> {
  const results = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    ...config,
    build: { target: "es2022", write: false, emptyOutDir: false, ...config.build },
  });
  const outputs = (Array.isArray(results) ? results : [results]).flatMap((one) => ("output" in one ? one.output : []));
  const chunk = outputs.find((one): one is Rolldown.OutputChunk => one.type === "chunk");
  if (chunk === undefined) throw new Error("The bundle has no code");
  return chunk.code;
}

/** Where the site will lie, with a slash at its end; null where nobody says. */
export function siteAddress(asked: string | undefined): string | null {
  if (asked === undefined || asked === "") return null;
  const url = URL.canParse(asked) ? new URL(asked) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "")
    throw new Error(
      `SITE_URL is the address of the site, such as https://your.site/tls/, not ${JSON.stringify(asked)}`,
    );
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
