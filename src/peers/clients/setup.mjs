import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Sees to it that the programs are there, where that is allowed: Debian's packages through apt-get, as root. Never
 * fails: a program that is not there is not asked. No service is started by it.
 */
const packages = {
  openssl: "openssl",
  curl: "curl",
  wget: "wget",
  "gnutls-cli": "gnutls-bin",
  python3: "python3",
  javac: "default-jdk-headless",
  go: "golang-go",
  nginx: "nginx-light",
  apache2: "apache2",
  mariadbd: "mariadb-server",
  mariadb: "mariadb-client",
  psql: "postgresql",
  chromium: "chromium",
  "firefox-esr": "firefox-esr",
  certutil: "libnss3-tools",
};
const libraries = { "/usr/share/doc/libnss-wrapper": "libnss-wrapper" };
const patience = { update: 120_000, install: 600_000 };

const absent = [
  ...Object.entries(packages).filter(([command]) => !isThere(command)),
  ...Object.entries(libraries).filter(([path]) => !existsSync(path)),
].map(([, name]) => name);
if (absent.length > 0) install([...new Set(absent)]);

function install(names) {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !isThere("apt-get")) {
    say(`not here, and not asked: ${names.join(", ")} (root can install them with apt-get)`);
    return;
  }
  say(`installing ${names.join(", ")}`);
  apt(["update"], patience.update);
  // One by one: what one lacks shall not keep the others away.
  for (const name of names) {
    if (!apt(["install", "--no-install-recommends", "--no-upgrade", name], patience.install))
      say(`${name} can't be had`);
  }
}

function apt(args, timeout) {
  // RUNLEVEL keeps Debian's packages from starting their services.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const all = ["-q", "-y", "-o", "DPkg::Lock::Timeout=120", ...args];
  return spawnSync("apt-get", all, { stdio: ["ignore", "ignore", "inherit"], timeout, env }).status === 0;
}

function isThere(command) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => existsSync(join(folder, command)));
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
