import { endEntity, issueHolder } from "./kit.ts";
import { type Build, shown } from "./made.ts";

/** Peers whose certificates are in order, if they had them, or their keys. */

export const noFault: Build = async (kit, purpose) => {
  return shown(await issueHolder(kit, kit.issuing, endEntity(kit, purpose)), kit.issuing);
};

/** A good certificate, copied off the wire: whoever shows it signs with a key of their own. */
export const keyNotHeld: Build = async (kit, purpose) => {
  const good = await noFault(kit, purpose);
  return { ...good, keys: await kit.random.keyPair("key of somebody else", "P-256") };
};

export const certificateMissing: Build = async (kit) => {
  return { presented: [], keys: await kit.random.keyPair("key without a certificate", "P-256") };
};
