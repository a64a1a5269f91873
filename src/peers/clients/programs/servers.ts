import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import type { Bench } from "../../harness/bench.ts";
import { pause, withLists } from "../peer.ts";
import type { ServerProgram, ServeWish, Serving } from "../program.ts";
import { versionOf } from "./commands.ts";
import { serving } from "./languages.ts";
import { StartError } from "./startError.ts";

/** Servers that are a command or a web server: openssl s_server, gnutls-serv, nginx, Apache. */

const SETTLE_MS = 250;

export const opensslServer: ServerProgram = {
  client: "openssl s_server",
  version: () => versionOf("openssl", ["version"], /OpenSSL (\S+)/),
  knows: { crls: true },
  serve: async (bench, { identity, ca, crls, asks }) => {
    const child = bench.start("openssl", [
      ...["s_server", "-accept", "127.0.0.1:0", "-www", "-tls1_3", "-cert", identity.leaf, "-key", identity.key],
      ...(readFileSync(identity.issuers).length > 0 ? ["-cert_chain", identity.issuers] : []),
      ...(asks ? ["-CAfile", withLists(ca, crls), "-Verify", "5", "-verify_return_error"] : []),
      ...(crls === null ? [] : ["-crl_check_all"]),
    ]);
    return serving(child, /ACCEPT \S+:(\d+)/);
  },
};

export const gnutlsServer: ServerProgram = {
  client: "gnutls-serv",
  version: () => versionOf("gnutls-serv", ["--version"], /gnutls-serv (\S+)/),
  knows: { crls: true },
  serve: async (bench, { identity, ca, crls, asks }) => {
    const port = await freePort();
    const child = bench.start("gnutls-serv", [
      ...["--http", "--port", String(port), "--x509certfile", identity.chain, "--x509keyfile", identity.key],
      ...[
        "--x509cafile",
        ca,
        ...(asks ? ["--require-client-cert", "--verify-client-cert"] : ["--disable-client-cert"]),
      ],
      ...(crls === null ? [] : ["--x509crlfile", crls]),
    ]);
    await child.until(/listening on IPv4.*done/).catch(() => {
      throw new StartError(child.log);
    });
    return { port, log: () => child.log, settle: () => pause(SETTLE_MS) };
  },
};

export const nginx: ServerProgram = {
  client: "nginx",
  version: () => versionOf("nginx", ["-v"], /nginx\/(\S+)/),
  knows: { crls: true },
  serve: async (bench, wish) => {
    const port = await freePort();
    const folder = folderFor(wish, "nginx");
    const log = join(folder, "error.log");
    const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join(" ");
    const config = `daemon off; master_process off; pid ${folder}/pid; error_log ${log} info; events {}
      http { access_log off; ${places} server { listen 127.0.0.1:${port} ssl; ssl_protocols TLSv1.3;
        ssl_certificate ${wish.identity.chain}; ssl_certificate_key ${wish.identity.key};
        ${wish.asks ? `ssl_client_certificate ${wish.ca}; ssl_verify_client on; ssl_verify_depth 5;` : ""}
        ${wish.crls === null ? "" : `ssl_crl ${wish.crls};`} location / { return 200 "hello"; } } }`;
    return fromConfig(bench, { folder, log, port, config, command: (file) => ["nginx", ["-p", folder, "-c", file]] });
  },
};

const MODULES = "/usr/lib/apache2/modules";

export const apache: ServerProgram = {
  client: "Apache",
  version: () => versionOf("apache2", ["-v"], /Apache\/(\S+)/),
  knows: { crls: true },
  serve: async (bench, wish) => {
    const port = await freePort();
    const folder = folderFor(wish, "apache");
    const log = join(folder, "error.log");
    writeFileSync(join(folder, "index.html"), "hello\n");
    const modules = ["mpm_event", "authz_core", "socache_shmcb", "ssl", "dir"];
    const config = `ServerRoot ${folder}\nServerName ${wish.name}\nPidFile ${folder}/pid\nListen 127.0.0.1:${port}
${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n")}
DefaultRuntimeDir ${folder}\nUser www-data\nGroup www-data\nDocumentRoot ${folder}\nErrorLog ${log}
LogLevel warn ssl:info\nSSLEngine on\nSSLProtocol TLSv1.3\nSSLSessionCache none
SSLCertificateFile ${wish.identity.chain}\nSSLCertificateKeyFile ${wish.identity.key}
${wish.asks ? `SSLCACertificateFile ${wish.ca}\nSSLVerifyClient require\nSSLVerifyDepth 5` : ""}
${wish.crls === null ? "" : `SSLCARevocationFile ${wish.crls}\nSSLCARevocationCheck chain`}
<Directory ${folder}>\nRequire all granted\n</Directory>\n`;
    return fromConfig(bench, { folder, log, port, config, command: (file) => ["apache2", ["-X", "-f", file]] });
  },
};

type Configured = Readonly<{
  folder: string;
  log: string;
  port: number;
  config: string;
  command: (file: string) => readonly [string, readonly string[]];
}>;

/** Starts a server from its configuration; its words are in its error log. */
async function fromConfig(bench: Bench, { folder, log, port, config, command }: Configured): Promise<Serving> {
  const file = join(folder, "server.conf");
  writeFileSync(file, config);
  const child = bench.start(...command(file));
  const said = (): string => child.log + (existsSync(log) ? readFileSync(log, "utf8") : "");
  let ended = false;
  child.done().then(
    () => {
      ended = true;
    },
    () => {
      ended = true;
    },
  );
  await listening(port, () => ended);
  if (ended) throw new StartError(said());
  // Who looked whether it listens is no client.
  await pause(SETTLE_MS);
  if (ended) throw new StartError(said());
  const before = said().length;
  return { port, log: () => said().slice(before), settle: () => pause(SETTLE_MS) };
}

/** A folder of its own, below the case's, each time another. */
export function folderFor({ folder }: ServeWish, name: string): string {
  for (let n = 1; ; n += 1) {
    const made = join(folder, `${name}-${n}`);
    if (existsSync(made)) continue;
    mkdirSync(made, { mode: 0o755 });
    return made;
  }
}

/** Waits until somebody listens there, for ten seconds at most, or `ended`. */
export async function listening(port: number, ended: () => boolean, patience = 10_000): Promise<void> {
  const until = Date.now() + patience;
  while (!ended()) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (open) return;
    if (Date.now() > until) throw new Error(`nobody listens on port ${port}`);
    await pause(30);
  }
}

const given = new Set<number>();

/** A port that was free a moment ago, and that nobody else of us was given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await someFreePort();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

function someFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
