import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../harness/process.ts";
import { StartError } from "./startError.ts";

/** The store of certificates and keys that Firefox and Chromium have on Linux. */

/** An NSS store in which one authority is trusted for servers. */
export async function makeStore(folder: string, ca: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await run("certutil", ["-N", "-d", `sql:${folder}`, "--empty-password"]);
  await run("certutil", ["-A", "-d", `sql:${folder}`, "-n", "trusted", "-t", "CT,,", "-i", ca]);
}

/** Puts a certificate with its key into a store. */
export async function addIdentity(store: string, chain: string, key: string): Promise<void> {
  const bundle = join(store, "own.p12");
  const args = ["-in", chain, "-inkey", key, "-out", bundle, "-passout", "pass:", "-name", "own"];
  const made = await run("openssl", ["pkcs12", "-export", "-legacy", ...args]);
  // PKCS#12 holds a certificate with its own key only; so nobody can get another into a browser.
  if (made.code !== 0) throw new StartError(made.log);
  await run("pk12util", ["-i", bundle, "-d", `sql:${store}`, "-W", ""]);
}
