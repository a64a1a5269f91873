import { t } from "../../language/t.ts";
import type { LabSetup } from "./setup.ts";

/** How a part of a set-up stands in an address. Those that are switches can be thrown in the middle of a run. */
export type Field = Readonly<{
  key: keyof LabSetup;
  /** The parameter of the address, and the switch's id. */
  param: string;
  /** What it is called in a sentence. */
  label: string;
  kind: "number" | "list" | "switch";
}>;

function list(key: keyof LabSetup, param: string, label: string): Field {
  return { key, param, label, kind: "list" };
}

function thrown(key: keyof LabSetup, param: string, label: string): Field {
  return { key, param, label, kind: "switch" };
}

/** Every part of a set-up, in the order of its address. */
export const FIELDS: readonly Field[] = [
  { key: "hops", param: "hops", label: t`Routers`, kind: "number" },
  list("aliceSuites", "alice-suites", t`Alice’s cipher suites`),
  list("aliceGroups", "alice-groups", t`Alice’s groups`),
  list("aliceShares", "alice-shares", t`Alice’s shares`),
  list("aliceAlpn", "alice-alpn", t`Alice’s application protocols`),
  thrown("aliceShows", "alice-shows", t`Alice shows`),
  thrown("aliceTrusts", "alice-trusts", t`Alice trusts`),
  list("bobSuites", "bob-suites", t`Bob’s cipher suites`),
  list("bobGroups", "bob-groups", t`Bob’s groups`),
  list("bobAlpn", "bob-alpn", t`Bob’s application protocols`),
  thrown("bobShows", "bob-shows", t`Bob shows`),
  thrown("bobAsks", "bob-asks", t`Bob asks who calls`),
  thrown("bobTrusts", "bob-trusts", t`Bob trusts`),
  thrown("sessions", "sessions", t`A second time`),
  thrown("noAccount", "no-account", t`Bob keeps no account`),
  thrown("mallory", "mallory", "Mallory"),
  thrown("record", "record", t`Which record`),
  thrown("weakens", "weakens", t`To weaken it`),
  thrown("malloryShows", "mallory-shows", t`Mallory shows`),
  thrown("signedBy", "signed-by", t`Signed by`),
  thrown("malloryCalls", "mallory-calls", t`To Bob she shows`),
  thrown("change", "change", t`Mallory rewrites`),
  thrown("anyAuthority", "any-authority", t`Alice accepts any authority`),
  thrown("skipName", "skip-name", t`Alice skips the name`),
  thrown("ignoreDates", "ignore-dates", t`Alice ignores the dates`),
  thrown("ignoreUsage", "ignore-usage", t`Alice ignores what it is for`),
];

/** The field of a parameter; null where the lab knows none. */
export function fieldOf(param: string): Field | null {
  return FIELDS.find((field) => field.param === param) ?? null;
}
