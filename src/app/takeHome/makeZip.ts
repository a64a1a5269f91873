import { generateKeyPair } from "../../crypto/keys.ts";
import { randomBytes } from "../../crypto/randomBytes.ts";
import { makeKit } from "../../scenes/takehome/kit.ts";
import type { KitPlan } from "../../scenes/takehome/plan.ts";
import { zipKit } from "./zipKit.ts";

/** Issues a kit now, with keys that nobody has yet, and gives it as a zip file with its name. */
export async function makeZip(plan: KitPlan): Promise<Readonly<{ name: string; bytes: Uint8Array<ArrayBuffer> }>> {
  const at = new Date();
  const kit = await makeKit(plan, {
    at,
    source: {
      random: (_label, size) => randomBytes(size),
      keyPair: () => generateKeyPair("ECDSA P-256", true),
    },
  });
  return { name: `${kit.folder}.zip`, bytes: zipKit(kit, at) };
}
