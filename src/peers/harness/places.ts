import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's top folder. */
export const ROOT = join(fileURLToPath(new URL(".", import.meta.url)), "../../..");

/** A script of the peers' folder, by its path there. */
export function script(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
