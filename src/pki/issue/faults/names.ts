import { authority, endEntity, issueHolder } from "./kit.ts";
import { type Build, shown } from "./made.ts";

/** Certificates that do not speak for the name that is asked for (RFC 9525, RFC 5280 §4.2.1.10). */

export const wrongName: Build = async (kit, purpose) => {
  const other = `other-${kit.names[purpose]}`;
  const wish = { ...endEntity(kit, purpose), subject: other, names: [other] };
  return shown(await issueHolder(kit, kit.issuing, wish), kit.issuing);
};

/** The name stands where it stood until 2017, and nowhere else. */
export const nameOnlyInCn: Build = async (kit, purpose) => {
  return shown(await issueHolder(kit, kit.issuing, { ...endEntity(kit, purpose), names: [] }), kit.issuing);
};

/** For a whole top-level domain; the name that is asked for has two labels, so that nothing else stands in its way. */
export const wildcardTooWide: Build = async (kit, purpose) => {
  const [second = "", top = ""] = kit.names[purpose].split(".").slice(-2);
  const wish = { ...endEntity(kit, purpose), subject: `*.${top}`, names: [`*.${top}`] };
  return { ...shown(await issueHolder(kit, kit.issuing, wish), kit.issuing), name: `${second}.${top}` };
};

/** Issued by an office that may issue under one other domain only. */
export const nameOutsideConstraints: Build = async (kit, purpose) => {
  const constraints = { permitted: ["elsewhere.example"], excluded: [] };
  const wish = { ...authority("Constrained Issuing Authority (made for teaching)", 0), constraints };
  const office = await issueHolder(kit, kit.root, wish);
  return shown(await issueHolder(kit, office, endEntity(kit, purpose)), office);
};
