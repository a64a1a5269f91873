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
  { key: "hops", param: "hops", label: "Routers", kind: "number" },
  list("aliceSuites", "alice-suites", "Alice’s cipher suites"),
  list("aliceGroups", "alice-groups", "Alice’s groups"),
  list("aliceShares", "alice-shares", "Alice’s shares"),
  list("aliceAlpn", "alice-alpn", "Alice’s application protocols"),
  thrown("aliceShows", "alice-shows", "Alice shows"),
  thrown("aliceTrusts", "alice-trusts", "Alice trusts"),
  list("bobSuites", "bob-suites", "Bob’s cipher suites"),
  list("bobGroups", "bob-groups", "Bob’s groups"),
  list("bobAlpn", "bob-alpn", "Bob’s application protocols"),
  thrown("bobShows", "bob-shows", "Bob shows"),
  thrown("bobAsks", "bob-asks", "Bob asks who calls"),
  thrown("bobTrusts", "bob-trusts", "Bob trusts"),
  thrown("sessions", "sessions", "A second time"),
  thrown("noAccount", "no-account", "Bob keeps no account"),
  thrown("mallory", "mallory", "Mallory"),
  thrown("record", "record", "Which record"),
  thrown("weakens", "weakens", "To weaken it"),
  thrown("malloryShows", "mallory-shows", "Mallory shows"),
  thrown("signedBy", "signed-by", "Signed by"),
  thrown("malloryCalls", "mallory-calls", "To Bob she shows"),
  thrown("change", "change", "Mallory rewrites"),
  thrown("anyAuthority", "any-authority", "Alice accepts any authority"),
  thrown("skipName", "skip-name", "Alice skips the name"),
  thrown("ignoreDates", "ignore-dates", "Alice ignores the dates"),
  thrown("ignoreUsage", "ignore-usage", "Alice ignores what it is for"),
];

/** The field of a parameter; null where the lab knows none. */
export function fieldOf(param: string): Field | null {
  return FIELDS.find((field) => field.param === param) ?? null;
}
