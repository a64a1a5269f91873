import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The first of these places at which there is something; null where there is nothing at any. */
export function firstThat(places: readonly (string | undefined)[]): string | null {
  return places.find((place) => place !== undefined && place !== "" && existsSync(place)) ?? null;
}

/** Whether a command can be called. */
export function isThere(command: string): boolean {
  return spawnSync("which", [command], { stdio: "ignore", timeout: 10_000 }).status === 0;
}

/**
 * Debian's packages, where this is a Debian and we are root or may become so without being asked. Lets it fail: what
 * counts is whether the browser is there afterwards.
 */
export function install(packages: readonly string[]): void {
  if (process.platform !== "linux" || !isThere("apt-get") || process.argv.includes("--no-install")) return;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync("sudo", ["-n", "true"], { stdio: "ignore", timeout: 10_000 }).status !== 0) return;
  console.log(`Installing ${packages.join(", ")} …`);
  const apt = (...args: readonly string[]): void => {
    const [command = "", ...rest] = [...(root ? [] : ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive"];
    spawnSync(command, [...rest, "apt-get", "-q", "-y", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      timeout: 400_000,
    });
  };
  apt("update");
  apt("install", "--no-install-recommends", "--no-upgrade", ...packages);
}
