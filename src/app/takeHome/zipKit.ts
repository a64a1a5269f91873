import { strToU8, type Zippable, zipSync } from "fflate";
import type { Kit } from "../../scenes/takehome/kit.ts";

/** Made on Unix: only then do the files' rights count. */
const UNIX = 3;
const RIGHTS = { open: 0o100644, secret: 0o100600 } as const;

/** A kit as a zip file: one folder with all its files, private keys to be read by nobody else. `at`: when they were made. */
export function zipKit({ folder, files }: Kit, at: Date): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const { path, text, secret } of files) {
    const attrs = (secret ? RIGHTS.secret : RIGHTS.open) * 0x10000;
    entries[`${folder}/${path}`] = [strToU8(text), { os: UNIX, attrs, mtime: at }];
  }
  return zipSync(entries);
}
