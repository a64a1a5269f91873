import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's top folder. */
export const ROOT = join(fileURLToPath(new URL(".", import.meta.url)), "../../..");

/** A script of the peers' folder, by its path there. */
export function script(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Where peers are looked for: also where servers lie that not everybody has on the path, and where setup.mjs puts nginx. */
export const PEERS_PATH = [
  process.env.PATH ?? "",
  "/usr/sbin",
  join(ROOT, "node_modules/.cache/peers/nginx/usr/sbin"),
].join(delimiter);
