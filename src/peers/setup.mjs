import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Sees to it that the peers are there, where that is allowed: Debian's packages through apt-get (as root, or with a sudo
 * that asks nothing), nginx unpacked from Debian's package without installing it, and a Node with OpenSSL 3.5 from npm.
 * What is installed starts no service. Never fails: why a peer could not be had is written down,
 * and the run reports that peer as not run.
 */
const folder = join(dirname(fileURLToPath(import.meta.url)), "../../node_modules/.cache/peers");
const packages = { openssl: "openssl", curl: "curl", "gnutls-cli": "gnutls-bin", tshark: "tshark" };
const databases = {
  mariadbd: "mariadb-server-core",
  mariadb: "mariadb-client-core",
  "mariadb-admin": "mariadb-client",
};
const node = { version: "24.20.0", package: `node-${process.platform}-${process.arch}` };
const patience = { update: 120_000, install: 240_000, npm: 120_000, ask: 10_000 };

const prefix = join(folder, `node-${node.version}`);
const binary = join(prefix, "node_modules", node.package, "bin/node");

process.env.PATH = [process.env.PATH, "/usr/sbin", join(folder, "nginx/usr/sbin")].join(delimiter);
const missing = { ...debian(packages), ...debian(databases), ...nginx(), ...newerNode() };
try {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "setup.json"), JSON.stringify({ missing, node: binary }));
} catch (error) {
  say(`${folder} can't be written: ${error.message}`);
}
for (const [peer, why] of Object.entries(missing)) say(`${peer} can't be had: ${why}`);

/** Installs Debian's packages that are absent; gives why some still are. */
function debian(packages) {
  const absent = Object.entries(packages).filter(([command]) => !isThere(command));
  if (absent.length === 0) return {};
  const why = install(absent.map(([, name]) => name));
  const still = absent.filter(([command]) => !isThere(command));
  return Object.fromEntries(still.map(([command, name]) => [command, why ?? `${name} brought no ${command}`]));
}

function install(names) {
  if (process.platform !== "linux" || !isThere("apt-get")) return `no apt-get to install ${names.join(", ")} with`;
  const root = process.getuid?.() === 0;
  if (!root && !succeeds("sudo", ["-n", "true"], patience.ask)) {
    return `not installed, and neither root nor a sudo without password (apt-get install ${names.join(" ")})`;
  }
  const apt = (args, timeout) => {
    const command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", ...args];
    const [first, ...rest] = root ? command : ["sudo", "-n", ...command];
    return succeeds(first, rest, timeout);
  };
  say(`installing ${names.join(", ")}`);
  if (!apt(["update"], patience.update)) return "apt-get update failed";
  return apt(["install", "--no-install-recommends", "--no-upgrade", ...names], patience.install)
    ? null
    : "apt-get install failed";
}

/**
 * Debian's nginx package would start a server at port 80 wherever it is installed: so its files are put into the cache.
 * The library that it needs beyond what every Debian has is that of openssl.
 */
function nginx() {
  if (isThere("nginx")) return {};
  const place = join(folder, "nginx");
  // Where the program lies: in the first with Debian 12, in the second with older ones and with Ubuntu.
  for (const name of ["nginx", "nginx-core"]) {
    try {
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
    } catch (error) {
      return { nginx: `no place to put it: ${error.message}` };
    }
    if (!succeeds("apt-get", ["-q", "download", name], patience.install, place)) continue;
    const file = readdirSync(place).find((one) => one.endsWith(".deb"));
    if (
      file !== undefined &&
      succeeds("dpkg", ["-x", join(place, file), place], patience.install) &&
      isThere("nginx")
    ) {
      return {};
    }
  }
  return { nginx: "neither on this machine nor to be had from apt-get download" };
}

/** Puts a Node with OpenSSL 3.5 into the cache, unless this one has it or it is there already. */
function newerNode() {
  const [major = 0, minor = 0] = process.versions.openssl.split(".").map(Number);
  if (major > 3 || (major === 3 && minor >= 5)) return {};
  if (succeeds(binary, ["--version"], patience.ask)) return {};
  const wanted = `${node.package}@${node.version}`;
  try {
    rmSync(prefix, { recursive: true, force: true });
    mkdirSync(prefix, { recursive: true });
  } catch (error) {
    return { "node-pq": `no place to put ${wanted}: ${error.message}` };
  }
  say(`installing ${wanted}`);
  const flags = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  if (!succeeds(npm, ["install", "--prefix", prefix, ...flags, wanted], patience.npm)) {
    return { "node-pq": `npm has no ${wanted} for us` };
  }
  return existsSync(binary) ? {} : { "node-pq": `${wanted} holds no bin/node` };
}

function isThere(command) {
  return spawnSync(command, ["--version"], { stdio: "ignore", timeout: patience.ask }).error === undefined;
}

function succeeds(command, args, timeout, cwd) {
  return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], timeout, cwd }).status === 0;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
