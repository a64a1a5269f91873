import type { SwitchSpec } from "../types.ts";
import { FIELDS } from "./fields.ts";
import { DEFAULT_SETUP, type LabSetup } from "./setup.ts";

/** What a set-up says that is not as usual, each as half a sentence (`Bob shows: expired`). */
export function chosenIn(setup: LabSetup, switches: readonly SwitchSpec[]): readonly string[] {
  const usual = { ...DEFAULT_SETUP, aliceShares: setup.aliceGroups.slice(0, 1) };
  return FIELDS.flatMap(({ key, param, label, kind }) => {
    const value = setup[key];
    if (String(value) === String(usual[key]) || isIdle(setup, key)) return [];
    if (kind !== "switch") return [`${label}: ${typeof value === "object" ? listed(value) : value}`];
    const option = switches.find(({ id }) => id === param)?.options.find((one) => one.value === value);
    return [param.startsWith("bob-asks") || option === undefined ? `${label}: ${value}` : `${label}: ${option.label}`];
  });
}

/** Whether a part of the set-up says nothing, as others stand. */
function isIdle({ mallory, bobAsks, sessions }: LabSetup, key: keyof LabSetup): boolean {
  if (key === "malloryShows" || key === "signedBy") return mallory !== "impersonate" && mallory !== "relay";
  if (key === "weakens") return mallory !== "downgrade";
  if (key === "noAccount") return sessions === "off";
  if (key === "malloryCalls") return mallory !== "relay" || bobAsks === "none";
  if (key === "change") return mallory !== "relay";
  if (key === "record") return mallory !== "tamper" && mallory !== "drop" && mallory !== "truncate";
  return key === "aliceShows" || key === "bobTrusts" ? bobAsks === "none" : false;
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? "none" : values.join(", ");
}
