import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import {
  CIPHER_SUITES,
  type CipherSuiteName,
  NAMED_GROUPS,
  type NamedGroupName,
  SIGNATURE_SCHEMES,
  type SignatureSchemeName,
} from "../../tls/codepoints.ts";
import { ROOT } from "./places.ts";
import { type Outcome, run } from "./process.ts";

/** Which peers there are, and what each says that it can do. Nothing is taken for granted: each is asked. */

export const PEERS = ["openssl", "gnutls", "node", "node-pq", "curl", "tshark", "nginx", "mariadb"] as const;
export type PeerName = (typeof PEERS)[number];

/** Of all that the engine speaks, what the peer speaks too. */
export type Abilities = Readonly<{
  suites: readonly CipherSuiteName[];
  groups: readonly NamedGroupName[];
  schemes: readonly SignatureSchemeName[];
}>;

export type Found = Readonly<{ command: string; version: string }> & Abilities;
/** A peer that is not there: why. */
export type Absent = Readonly<{ why: string }>;
export type Peers = Readonly<Record<PeerName, Found | Absent>>;

export const PEER_TITLES: Readonly<Record<PeerName, string>> = {
  openssl: "openssl s_client, s_server",
  gnutls: "gnutls-cli, gnutls-serv",
  node: "Node's tls",
  "node-pq": "Node's tls with OpenSSL 3.5",
  curl: "curl",
  tshark: "tshark",
  nginx: "nginx",
  mariadb: "MariaDB, replicating",
};

export const ALL_SUITES = keysOf(CIPHER_SUITES);
export const ALL_GROUPS = keysOf(NAMED_GROUPS);
export const ALL_SCHEMES = keysOf(SIGNATURE_SCHEMES);

const COMMANDS = {
  openssl: "openssl",
  gnutls: "gnutls-cli",
  curl: "curl",
  tshark: "tshark",
  nginx: "nginx",
  mariadb: "mariadbd",
} as const;
const SETUP = join(ROOT, "node_modules/.cache/peers/setup.json");
const NOTHING: Abilities = { suites: [], groups: [], schemes: [] };

/** Names of gnutls's priority strings (gnutls-cli --list). */
export const GNUTLS_NAMES: Readonly<Record<CipherSuiteName | NamedGroupName | SignatureSchemeName, string>> = {
  TLS_AES_128_GCM_SHA256: "AES-128-GCM",
  TLS_AES_256_GCM_SHA384: "AES-256-GCM",
  TLS_CHACHA20_POLY1305_SHA256: "CHACHA20-POLY1305",
  secp256r1: "GROUP-SECP256R1",
  secp384r1: "GROUP-SECP384R1",
  x25519: "GROUP-X25519",
  X25519MLKEM768: "GROUP-X25519-MLKEM768",
  ecdsa_secp256r1_sha256: "SIGN-ECDSA-SECP256R1-SHA256",
  ecdsa_secp384r1_sha384: "SIGN-ECDSA-SECP384R1-SHA384",
  rsa_pss_rsae_sha256: "SIGN-RSA-PSS-RSAE-SHA256",
  rsa_pss_rsae_sha384: "SIGN-RSA-PSS-RSAE-SHA384",
  rsa_pss_rsae_sha512: "SIGN-RSA-PSS-RSAE-SHA512",
  ed25519: "SIGN-EdDSA-Ed25519",
};

/** Looks for every peer, and asks each that is there. */
export async function findPeers(): Promise<Peers> {
  const [openssl, gnutls, node, nodePq, curl, tshark, nginx, mariadb] = await Promise.all([
    look("openssl", COMMANDS.openssl, ["version"], askOpenssl, /OpenSSL/),
    look("gnutls", COMMANDS.gnutls, ["--version"], askGnutls),
    look("node", process.execPath, ["-p", NODE_VERSION], askNode),
    findNodePq(),
    look("curl", COMMANDS.curl, ["--version"], askCurl, /OpenSSL/),
    look("tshark", COMMANDS.tshark, ["--version"], async () => NOTHING),
    look("nginx", COMMANDS.nginx, ["-v"], async () => NOTHING),
    look("mariadb", COMMANDS.mariadb, ["--version"], async () => NOTHING, /MariaDB/),
  ]);
  return { openssl, gnutls, node, "node-pq": nodePq, curl, tshark, nginx, mariadb };
}

type Ask = (command: string) => Promise<Abilities>;

/** `maker`: what its version must tell, as others have programs of that name with other options and other words. */
async function look(
  peer: PeerName,
  command: string,
  args: readonly string[],
  ask: Ask,
  maker = /./,
): Promise<Found | Absent> {
  const outcome = await run(command, args).catch(() => null);
  if (outcome === null) return { why: whyMissing(peer) };
  if (!maker.test(outcome.log)) return { why: `not OpenSSL's, or not with it: ${outcome.log.split("\n")[0]}` };
  const version = /\d+\.\d+[^\s(,]*(, OpenSSL \S+)?/.exec(outcome.log)?.[0] ?? "of unknown version";
  return { command, version, ...(await ask(command)) };
}

/** This Node where its OpenSSL is new enough, else the one that setup.mjs has put into the cache. */
async function findNodePq(): Promise<Found | Absent> {
  for (const command of [process.execPath, readSetup().node]) {
    const found = await look("node-pq", command, ["-p", NODE_VERSION], askNode);
    if ("command" in found && found.groups.includes("X25519MLKEM768")) return found;
  }
  return { why: whyMissing("node-pq") };
}

/** What setup.mjs wrote down: where its Node lies, and why peers are missing, by the name of their command. */
function readSetup(): Readonly<{ node: string; missing: Readonly<Record<string, string>> }> {
  return existsSync(SETUP) ? JSON.parse(readFileSync(SETUP, "utf8")) : { node: process.execPath, missing: {} };
}

function whyMissing(peer: PeerName): string {
  const commands: Readonly<Partial<Record<PeerName, string>>> = COMMANDS;
  return readSetup().missing[commands[peer] ?? peer] ?? "not on this machine";
}

const takes = async <T extends string>(all: readonly T[], ask: (name: T) => Promise<boolean>): Promise<T[]> => {
  const answers = await Promise.all(all.map(ask));
  return all.filter((_, i) => answers[i] === true);
};

/** It refuses an option's value before it connects (to a port where nobody listens). */
async function askOpenssl(command: string): Promise<Abilities> {
  const ask = (option: string) => async (name: string) => {
    const { log } = await run(command, ["s_client", "-connect", "127.0.0.1:1", option, name]);
    return !log.includes("SSL_CONF_cmd");
  };
  return {
    suites: await takes(ALL_SUITES, ask("-ciphersuites")),
    groups: await takes(ALL_GROUPS, ask("-groups")),
    schemes: await takes(ALL_SCHEMES, ask("-sigalgs")),
  };
}

async function askGnutls(command: string): Promise<Abilities> {
  const { log } = await run(command, ["--list"]);
  const words = new Set(log.split(/[\s,]+/));
  const has = async (name: CipherSuiteName | NamedGroupName | SignatureSchemeName) => words.has(GNUTLS_NAMES[name]);
  return {
    suites: await takes(ALL_SUITES, has),
    groups: await takes(ALL_GROUPS, has),
    schemes: await takes(ALL_SCHEMES, has),
  };
}

const NODE_VERSION = "process.version.slice(1) + ', OpenSSL ' + process.versions.openssl";

/** An unknown signature scheme is not refused by Node, so what it does is seen in the case itself. */
async function askNode(command: string): Promise<Abilities> {
  const script = `const { createSecureContext } = require("node:tls");
    const takes = (option) => (name) => { try { createSecureContext({ [option]: name }); return true; } catch { return false; } };
    const [suites, groups, schemes] = ${JSON.stringify([ALL_SUITES, ALL_GROUPS, ALL_SCHEMES])};
    const found = [suites.filter(takes("ciphers")), groups.filter(takes("ecdhCurve")), schemes.filter(takes("sigalgs"))];
    console.log(found.flat().join(" "));`;
  const { log } = await run(command, ["-e", script]);
  const words = new Set(log.trim().split(" "));
  return {
    suites: ALL_SUITES.filter((name) => words.has(name)),
    groups: ALL_GROUPS.filter((name) => words.has(name)),
    schemes: ALL_SCHEMES.filter((name) => words.has(name)),
  };
}

const CURL_REFUSES_OPTION = 59;

/** It looks at the options once it is connected; signature schemes can't be chosen, and are seen in the case itself. */
async function askCurl(command: string): Promise<Abilities> {
  const server = createServer((socket) => socket.on("error", () => {}).end());
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  const url = `https://127.0.0.1:${port}/`;
  const ask = (option: string) => async (name: string) => {
    const { code }: Outcome = await run(command, ["-q", "-s", "--tlsv1.3", option, name, url]);
    return code !== CURL_REFUSES_OPTION;
  };
  const suites = await takes(ALL_SUITES, ask("--tls13-ciphers"));
  const groups = await takes(ALL_GROUPS, ask("--curves"));
  server.close();
  return { suites, groups, schemes: ALL_SCHEMES };
}

function keysOf<K extends string>(table: Readonly<Record<K, number>>): readonly K[] {
  const keys: K[] = [];
  for (const key in table) keys.push(key);
  return keys;
}
