import { authority, endEntity, issueHolder } from "./kit.ts";
import { type Build, shown } from "./made.ts";

/** Certificates with signatures that do not hold, or would not hold for long. */

/** One bit of the end-entity certificate's signature is another. */
export const tamperedSignature: Build = async (kit, purpose) => {
  const good = shown(await issueHolder(kit, kit.issuing, endEntity(kit, purpose)), kit.issuing);
  const [der, ...above] = good.presented;
  const changed = Uint8Array.from(der ?? []);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  return { ...good, presented: [changed, ...above] };
};

/** sha1WithRSAEncryption, of which collisions have been for sale since 2017. */
export const weakHash: Build = async (kit, purpose) => {
  const wish = authority("Old-Fashioned Authority (made for teaching)", 0);
  const office = await issueHolder(kit, kit.root, { ...wish, keyKind: "RSA-2048-SHA1" });
  return shown(await issueHolder(kit, office, endEntity(kit, purpose)), office);
};

/** RSA with 1024 bits. */
export const weakKey: Build = async (kit, purpose) => {
  const wish = { ...endEntity(kit, purpose), keyKind: "RSA-1024" } as const;
  return shown(await issueHolder(kit, kit.issuing, wish), kit.issuing);
};
