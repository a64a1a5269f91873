import * as v from "valibot";
import { FIELDS, type Field } from "../../scenes/lab/fields.ts";
import { DEFAULT_SETUP, type LabSetup, normal, setupSchema } from "../../scenes/lab/setup.ts";

/** A set-up with one part of it changed; null where that makes no sense. */
export function withSetting(setup: LabSetup, key: keyof LabSetup | null, value: unknown): LabSetup | null {
  if (key === null) return null;
  const parsed = v.safeParse(setupSchema, { ...setup, [key]: value });
  if (!parsed.success) return null;
  return normal(withShare(setup, parsed.output));
}

/**
 * With other groups, a client that sent one share of its first group goes on to do so: what is chosen about shares is
 * how many of them, until somebody chooses them one by one.
 */
function withShare(before: LabSetup, after: LabSetup): LabSetup {
  const usual = before.aliceShares.join() === before.aliceGroups.slice(0, 1).join();
  return usual && String(after.aliceShares) === String(before.aliceShares)
    ? { ...after, aliceShares: after.aliceGroups.slice(0, 1) }
    : after;
}

/** The parts in which two set-ups differ. */
export function differences(a: LabSetup, b: LabSetup): readonly Field[] {
  return FIELDS.filter(({ key }) => String(a[key]) !== String(b[key]));
}

/** What a set-up says that is not as usual; one share of the first group is. */
export function changesIn(setup: LabSetup): readonly Field[] {
  return differences({ ...DEFAULT_SETUP, aliceShares: setup.aliceGroups.slice(0, 1) }, setup);
}

export function sameSetup(a: LabSetup, b: LabSetup): boolean {
  return differences(a, b).length === 0;
}
