import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

export const dist = fileURLToPath(new URL("../dist/", import.meta.url));

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * A plain static server for the built page, as simple as those that people have.
 * @param base the path under which it serves `dist`, with a slash at both ends
 * @param cors whether it sends `Access-Control-Allow-Origin: *`
 * @param gzip whether it compresses text
 * @param pages further pages by path: their HTML, or what their ending says
 * @param scripts further scripts by path, asked for anew each time: their text
 * @param cached whether it lets browsers keep scripts, as dist/_headers asks for
 * @param short whether it sends who asks for index.html to the folder, as hosts with short addresses do
 * @param asked is told each path that is asked for, and how many bytes were sent
 * @param tls key and certificate, PEM: it speaks https then
 */
export async function serveDist({
  base = "/",
  cors = false,
  gzip = false,
  pages = {},
  scripts = {},
  host = "127.0.0.1",
  cached = false,
  short = false,
  asked = () => undefined,
  tls,
} = {}) {
  const answer = (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const page = pages[path];
    if (page !== undefined) {
      const type = types[extname(path)] ?? types[".html"];
      return void response.writeHead(200, { "content-type": type }).end(page);
    }
    const script = scripts[path];
    if (script !== undefined) return void response.writeHead(200, { "content-type": types[".js"] }).end(script);
    if (short && path === `${base}index.html`) return void response.writeHead(308, { location: base }).end();
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const file = fileAt(base, path);
    if (file === null) return void response.writeHead(404, { "content-type": "text/plain" }).end("Not here.");
    const headers = { "content-type": types[extname(file)] ?? "application/octet-stream" };
    if (cors) headers["access-control-allow-origin"] = "*";
    if (cached && file.endsWith(".js"))
      headers["cache-control"] = path.includes("/assets/")
        ? "public, max-age=31536000, immutable"
        : "public, max-age=600";
    const isText = /\.(html|js|css|json|svg)$/.test(file);
    if (!gzip || !isText) {
      asked(path, statSync(file).size);
      return void createReadStream(file).pipe(response.writeHead(200, headers));
    }
    const body = gzipSync(readFileSync(file), { level: 9 });
    asked(path, body.length);
    response.writeHead(200, { ...headers, "content-encoding": "gzip" }).end(body);
  };
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  await new Promise((resolve) => server.listen(0, host, () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    url: `http://localhost:${port}${base}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function fileAt(base, path) {
  if (!path.startsWith(base)) return null;
  const within = normalize(`/${path.slice(base.length)}`);
  const file = join(dist, within.endsWith("/") || within.endsWith("\\") ? `${within}index.html` : within);
  return existsSync(file) && statSync(file).isFile() ? file : null;
}
