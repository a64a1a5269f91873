import { readFileSync } from "node:fs";
import type { Certificates } from "./certificates.ts";
import type { Peers } from "./found.ts";

/** What is made once for a whole run, and found by every test file through the environment (see globalSetup.ts). */
export type Lab = Readonly<{
  /** A folder for files of the run; it goes when the run ends. */
  folder: string;
  peers: Peers;
  certificates: Certificates;
  /** A file of random bytes for large transfers. */
  large: Readonly<{ file: string; size: number; sha256: string }>;
}>;

export const LAB_VARIABLE = "PEERS_LAB";

/** Reads what globalSetup.ts wrote. */
export function readLab(): Lab {
  const file = process.env[LAB_VARIABLE];
  if (file === undefined) throw new Error(`${LAB_VARIABLE} is not set: start this with npm run peers`);
  return JSON.parse(readFileSync(file, "utf8"));
}
