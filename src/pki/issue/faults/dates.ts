import { authority, daysFrom, endEntity, issueHolder } from "./kit.ts";
import { type Build, shown } from "./made.ts";

/** Certificates outside their dates (RFC 5280 §6.1.3 (a)(2)). */

export const expired: Build = async (kit, purpose) => {
  const wish = { ...endEntity(kit, purpose), ...daysFrom(kit.at, -120, -30) };
  return shown(await issueHolder(kit, kit.issuing, wish), kit.issuing);
};

export const notYetValid: Build = async (kit, purpose) => {
  const wish = { ...endEntity(kit, purpose), ...daysFrom(kit.at, 30, 120) };
  return shown(await issueHolder(kit, kit.issuing, wish), kit.issuing);
};

/** The end-entity certificate is as fresh as can be: what nobody looked at is the one above it. */
export const expiredIntermediate: Build = async (kit, purpose) => {
  const old = authority("Old Issuing Authority (made for teaching)", 0, daysFrom(kit.at, -1825, -5));
  const office = await issueHolder(kit, kit.root, old);
  return shown(await issueHolder(kit, office, endEntity(kit, purpose)), office);
};
