import { t } from "../../../language/t.ts";
import type { LabSetup } from "../../../scenes/lab/setup.ts";
import { SUSPECTS, type Suspect } from "../../../scenes/lab/suspects.ts";
import { changesIn } from "../settings.ts";

/** What can be hidden of a set-up, in whole parts: where one field alone stood open or shut, its place would tell. */
export type PartId = "papers" | "mallory" | "checks" | "offers";

export type Part = Readonly<{ id: PartId; label: string; about: string; keys: readonly (keyof LabSetup)[] }>;

export const PARTS: readonly Part[] = [
  {
    id: "papers",
    label: t`Certificates and trust`,
    about: t`What Alice and Bob show, and whom they trust`,
    keys: ["aliceShows", "aliceTrusts", "bobShows", "bobTrusts"],
  },
  {
    id: "mallory",
    label: t`Mallory`,
    about: t`What she does, and what she shows`,
    keys: ["mallory", "malloryShows", "signedBy", "malloryCalls", "change", "record", "weakens"],
  },
  {
    id: "checks",
    label: t`What they leave out`,
    about: t`The checks that Alice does not make, the account that Bob does not keep`,
    keys: ["anyAuthority", "skipName", "ignoreDates", "ignoreUsage", "noAccount"],
  },
  {
    id: "offers",
    label: t`What the two offer`,
    about: t`Cipher suites, groups, shares and protocols`,
    keys: ["aliceSuites", "aliceGroups", "aliceShares", "aliceAlpn", "bobSuites", "bobGroups", "bobAlpn"],
  },
];

export const PART_IDS: readonly PartId[] = PARTS.map(({ id }) => id);

/** What is hidden unless the teacher says otherwise: certificates, trust and Mallory, and whatever else is unusual. */
export function usuallyHidden(setup: LabSetup): readonly PartId[] {
  const changed = new Set<keyof LabSetup>(changesIn(setup).map(({ key }) => key));
  return PARTS.filter(
    ({ id, keys }) => id === "papers" || id === "mallory" || keys.some((key) => changed.has(key)),
  ).map(({ id }) => id);
}

/** The parts of a set-up that are hidden, by field. */
export function hiddenKeys(hidden: readonly PartId[]): ReadonlySet<keyof LabSetup> {
  return new Set(PARTS.filter(({ id }) => hidden.includes(id)).flatMap(({ keys }) => keys));
}

/** Whom one may suspect where those parts are hidden: what can be read off the set-up is no question. */
export function suspectsIn(hidden: readonly PartId[]): readonly Suspect[] {
  return SUSPECTS.filter((suspect) => hidden.includes(partOf(suspect)));
}

function partOf({ id, group }: Suspect): PartId {
  if (id === "alice-careless" || id === "no-account") return "checks";
  if (id === "authority-fooled" || id === "key-stolen" || group === "Somebody on the way") return "mallory";
  return group === "What they can do" ? "offers" : "papers";
}
