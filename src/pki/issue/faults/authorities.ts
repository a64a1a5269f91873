import { authority, daysFrom, endEntity, issueHolder } from "./kit.ts";
import { type Build, shown } from "./made.ts";

/** Certificates that lead to no authority that is trusted, or through one that may not issue (RFC 5280 §6.1). */

export const selfSigned: Build = async (kit, purpose) => {
  return shown(await issueHolder(kit, "self", endEntity(kit, purpose)));
};

export const unknownRoot: Build = async (kit, purpose) => {
  const dates = daysFrom(kit.at, -3650, 3650);
  const root = await issueHolder(kit, "self", authority("Unknown Root Authority (made for teaching)", null, dates));
  const office = await issueHolder(kit, root, authority("Unknown Issuing Authority (made for teaching)", 0));
  return shown(await issueHolder(kit, office, endEntity(kit, purpose)), office);
};

export const missingIntermediate: Build = async (kit, purpose) => {
  return shown(await issueHolder(kit, kit.issuing, endEntity(kit, purpose)));
};

/** Two offices, one below the other, shown the wrong way round: RFC 8446 §4.4.2 has receivers put up with it. */
export const wrongOrder: Build = async (kit, purpose) => {
  const upper = await issueHolder(kit, kit.root, authority("Upper Authority (made for teaching)", 1));
  const lower = await issueHolder(kit, upper, authority("Lower Issuing Authority (made for teaching)", 0));
  return shown(await issueHolder(kit, lower, endEntity(kit, purpose)), upper, lower);
};

/**
 * Somebody who was given a certificate of their own issues others with it. The authority above has no limit of depth:
 * nothing else is wrong.
 */
export const intermediateNotACa: Build = async (kit, purpose) => {
  const office = await issueHolder(kit, kit.root, authority("Unlimited Authority (made for teaching)", null));
  const own = { subject: "A Customer (made for teaching)", names: ["customer.example"] };
  const customer = await issueHolder(kit, office, { ...endEntity(kit, purpose), ...own });
  return shown(await issueHolder(kit, customer, endEntity(kit, purpose)), customer, office);
};

/** The issuing authority may have no authority below itself (pathLenConstraint 0), and has one. */
export const pathTooLong: Build = async (kit, purpose) => {
  const below = await issueHolder(kit, kit.issuing, authority("Authority Too Deep (made for teaching)", 0));
  return shown(await issueHolder(kit, below, endEntity(kit, purpose)), below, kit.issuing);
};
