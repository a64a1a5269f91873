import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificates } from "./harness/certificates.ts";
import { findPeers } from "./harness/found.ts";
import { LAB_VARIABLE, type Lab } from "./harness/lab.ts";

const LARGE = 64 * 1024 * 1024;

/** Before all tests: finds the peers, makes the certificates. Gives what cleans up after them. */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "peers-"));
  const [peers, certificates] = await Promise.all([findPeers(), makeCertificates(join(folder, "certificates"))]);
  const lab: Lab = { folder, peers, certificates, large: makeLargeFile(join(folder, "large.bin")) };
  const file = join(folder, "lab.json");
  writeFileSync(file, JSON.stringify(lab));
  process.env[LAB_VARIABLE] = file;
  return () => rmSync(folder, { recursive: true, force: true });
}

function makeLargeFile(file: string): Lab["large"] {
  // Bytes above 127 only: openssl reads what begins with a letter as a command, and writes its own words in ASCII.
  const bytes = randomBytes(LARGE).map((byte) => byte | 128);
  writeFileSync(file, bytes);
  return { file, size: LARGE, sha256: createHash("sha256").update(bytes).digest("hex") };
}
