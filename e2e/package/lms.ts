import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const runtimes = {
  scorm12: { object: "API", made: "Scorm12API" },
  scorm2004: { object: "API_1484_11", made: "Scorm2004API" },
} as const;

export type Edition = keyof typeof runtimes;

/** The name under which an edition’s API stands in a platform’s window. */
export function objectOf(edition: Edition): string {
  return runtimes[edition].object;
}

/**
 * A learning platform’s page with scorm-again as its runtime, and the course in a frame. What it knows of the learner is
 * in the address, as JSON: `?cmi={…}`.
 */
export function platformPage(edition: Edition): string {
  const { object, made } = runtimes[edition];
  const runtime = readFileSync(
    join(dirname(createRequire(import.meta.url).resolve("scorm-again")), `${edition}.min.js`),
    "utf8",
  );
  return `<!doctype html><html lang="en"><title>Platform</title>
    <script>${runtime.replace(/<\/(?=script)/gi, "<\\/")}</script>
    <script>
      window.${object} = new ${made}({ autocommit: false, logLevel: 5 });
      const known = new URLSearchParams(location.search).get("cmi");
      if (known !== null) window.${object}.loadFromJSON(JSON.parse(known));
    </script>
    <iframe title="Course" src="/course/index.html" width="1240" height="800"></iframe></html>`;
}

export type Pages = Readonly<Record<string, string>>;

/** Serves pages by their paths, on a port of its own. */
export async function servePages(pages: Pages): Promise<Readonly<{ url: string; close: () => void }>> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    const page = pages[pathname];
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(page ?? "");
  });
  return { url: await listening(server), close: () => closed(server) };
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://localhost:${typeof address === "object" && address !== null ? address.port : 0}`;
}

export function closed(server: Server): void {
  server.closeAllConnections();
  server.close();
}
