import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { zipKit } from "../../app/takeHome/zipKit.ts";
import { generateKeyPair } from "../../crypto/keys.ts";
import { randomBytes } from "../../crypto/randomBytes.ts";
import type { Ports } from "../../scenes/takehome/commands.ts";
import { type Kit, makeKit, PORTS } from "../../scenes/takehome/kit.ts";
import type { KitPlan } from "../../scenes/takehome/plan.ts";

/** Kits as people get them, unpacked, with ports of their own. */

const source = {
  random: (_label: string, size: number) => randomBytes(size),
  keyPair: () => generateKeyPair("ECDSA P-256", true),
};

export function kitOf(plan: KitPlan, ports: Ports = PORTS): Promise<Kit> {
  return makeKit(plan, { at: new Date(), source, ports });
}

/** Makes a kit's zip and unpacks it in a folder that nobody else has. */
export async function unpackKit(plan: KitPlan): Promise<Readonly<{ folder: string; readme: string }>> {
  const [tls, primary, replica] = await Promise.all([freePort(), freePort(), freePort()]);
  const zip = zipKit(await kitOf(plan, { tls, source: primary, replica }), new Date());
  // Short: the path of a database's socket may not be long.
  const top = mkdtempSync(join(tmpdir(), "kit-"));
  const decoder = new TextDecoder();
  let readme = { folder: top, readme: "" };
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    const file = join(top, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes, { mode: file.endsWith("key.pem") ? 0o600 : 0o644 });
    if (path.endsWith("/README.md") && path.split("/").length === 2) {
      readme = { folder: dirname(file), readme: decoder.decode(bytes) };
    }
  }
  return readme;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
