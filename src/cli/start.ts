import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createServer, type Plugin, type ViteDevServer } from "vite";
import { Bridge } from "./bridge/bridge.ts";
import { newToken } from "./bridge/guard.ts";
import { isNetworkError, networkError } from "./network.ts";
import { START_USAGE, type StartOptions, startOptions } from "./startOptions.ts";
import { DONE, REFUSED, say, withUsage } from "./terminal.ts";
import { toldToStop } from "./toldToStop.ts";

/** Opens the app on a local server, with somebody real on stage where that is asked for; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  return withUsage("start", async () => {
    const options = startOptions(args);
    if (options === null) return vite(["--open", ...args]);
    if (options !== "help") return run(options);
    process.stdout.write(START_USAGE);
    return DONE;
  });
}

/** Vite's own program, in this process: as if it had been started itself. */
async function vite(args: readonly string[]): Promise<number> {
  const folder = dirname(createRequire(join(process.cwd(), "package.json")).resolve("vite/package.json"));
  const program = join(folder, "bin/vite.js");
  process.argv.splice(1, process.argv.length, program, ...args);
  await import(pathToFileURL(program).href);
  return DONE;
}

async function run(options: StartOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "bob-"));
  // Vite ends the process itself when it is told to stop.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const token = newToken();
  const place: { server: ViteDevServer | null } = { server: null };
  const bridge = new Bridge({
    token,
    ownPort: () => portOf(place.server),
    // The folder is this user's alone.
    keep: (name, pem) => writeFileSync(join(folder, name), pem, { mode: 0o600 }),
    folder,
    alice: options.alice,
    onNobody: () => say(`Somebody called, but no page is open. Open ${addressOf(place.server, token)}`),
  });
  const code = toldToStop();
  try {
    const bob = options.bob === null ? null : await bridge.listen(options.bob);
    const server = await serverWith(bridge, options, token);
    place.server = server;
    await server.listen();
    greet(bob, options, addressOf(server, token));
    if (options.open) server.openBrowser();
    return await code;
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    say(`This can't be listened on: ${networkError(error)}.`);
    return REFUSED;
  } finally {
    await bridge.close();
    await place.server?.close();
  }
}

/** The development server on this machine's own address, with the bridge before everything else. */
function serverWith(bridge: Bridge, { port }: StartOptions, token: string): Promise<ViteDevServer> {
  const plugin: Plugin = {
    name: "bridge",
    // For sandboxed frames the configuration opens every file to every page: also Vite's own with the token of its socket.
    configResolved: ({ server }) => {
      server.headers = {};
    },
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => void bridge.handle(request, response, next));
    },
  };
  const own = port === null ? {} : { port, strictPort: true };
  return createServer({
    plugins: [plugin],
    // Nobody else's page may read an answer, and the address opened is the one with the token.
    server: { host: "127.0.0.1", cors: false, open: liveAddress(token), ...own },
    logLevel: "warn",
  });
}

function greet(bob: number | null, { alice }: StartOptions, address: string): void {
  if (bob !== null) say(`Bob listens on 127.0.0.1, port ${bob}.`);
  if (alice !== null) say(`Alice can call ${alice.host}, port ${alice.port}.`);
  say(`They are on stage at ${address}`);
}

function addressOf(server: ViteDevServer | null, token: string): string {
  return `http://127.0.0.1:${portOf(server)}${liveAddress(token)}`;
}

function liveAddress(token: string): string {
  return `/#/live?token=${token}`;
}

function portOf(server: ViteDevServer | null): number {
  const address = server?.httpServer?.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
