import { labSwitches } from "../../../scenes/lab/choices.ts";
import { common, DEFAULT_SETUP, type LabSetup } from "../../../scenes/lab/setup.ts";
import type { SwitchSpec } from "../../../scenes/types.ts";
import type { PartId } from "./parts.ts";
import type { Puzzle } from "./puzzleAddress.ts";

/** Whose it is that something is not as usual; both: what they have in common; nobody: all is as usual. */
export type Who = "alice" | "bob" | "mallory" | "both" | "nobody";

/** Where something can be wrong: a field of the set-up, or what the two need in common and lack. */
export type PlaceId =
  | "aliceShows"
  | "aliceTrusts"
  | "checks"
  | "bobShows"
  | "bobTrusts"
  | "mallory"
  | "malloryShows"
  | "missing"
  | "nothing";

/** A place with all that could be wrong there. */
export type Place = Readonly<{
  id: PlaceId;
  who: Who;
  label: string;
  options: readonly Readonly<{ value: string; label: string; hint: string }>[];
}>;

export type Answer = Readonly<{ place: PlaceId; value: string }>;

const SPECS: ReadonlyMap<string, SwitchSpec> = new Map(labSwitches(DEFAULT_SETUP).map((spec) => [spec.id, spec]));

function optionsOf(id: string, ...without: readonly string[]): Place["options"] {
  return (SPECS.get(id)?.options ?? []).filter(({ value }) => !without.includes(value));
}

const CHECKS = [
  ["anyAuthority", "any-authority", "accepts any authority"],
  ["skipName", "skip-name", "skips the name"],
  ["ignoreDates", "ignore-dates", "ignores the dates"],
  ["ignoreUsage", "ignore-usage", "ignores what it is for"],
] as const;

const PLACES: readonly (Place & Readonly<{ part: PartId }>)[] = [
  { part: "papers", id: "bobShows", who: "bob", label: "What Bob shows", options: optionsOf("bob-shows", "good") },
  { part: "papers", id: "bobTrusts", who: "bob", label: "Whom Bob trusts", options: optionsOf("bob-trusts", "right") },
  {
    part: "papers",
    id: "aliceShows",
    who: "alice",
    label: "What Alice shows",
    options: optionsOf("alice-shows", "good"),
  },
  {
    part: "papers",
    id: "aliceTrusts",
    who: "alice",
    label: "Whom Alice trusts",
    options: optionsOf("alice-trusts", "right"),
  },
  {
    part: "checks",
    id: "checks",
    who: "alice",
    label: "What Alice leaves out",
    options: CHECKS.map(([value, id, label]) => ({ value, label, hint: SPECS.get(id)?.options.at(-1)?.hint ?? "" })),
  },
  { part: "mallory", id: "mallory", who: "mallory", label: "What Mallory does", options: optionsOf("mallory", "off") },
  {
    part: "mallory",
    id: "malloryShows",
    who: "mallory",
    label: "What Mallory shows as Bob",
    options: optionsOf("mallory-shows"),
  },
  {
    part: "offers",
    id: "missing",
    who: "both",
    label: "What they have none of in common",
    options: ["cipher suite", "group", "application protocol"].map((value) => ({ value, label: value, hint: "" })),
  },
];

/** Where something can be wrong in what a puzzle hides. */
export function placesIn({ hidden }: Puzzle): readonly Place[] {
  return PLACES.filter(({ part }) => hidden.includes(part));
}

/** Who can be at fault in it. */
export function suspectsIn(puzzle: Puzzle): readonly Who[] {
  return [...new Set([...placesIn(puzzle).map(({ who }) => who), "nobody" as const])];
}

/** Everything that there is to find: what is hidden, not as usual, and plays a part in this run. */
export function thingsIn(puzzle: Puzzle): readonly Answer[] {
  const { setup } = puzzle;
  return placesIn(puzzle).flatMap(({ id }) => thingsAt(id, setup));
}

function thingsAt(place: PlaceId, setup: LabSetup): readonly Answer[] {
  const asked = setup.bobAsks !== "none";
  const poses = setup.mallory === "impersonate" || setup.mallory === "relay";
  switch (place) {
    case "bobShows":
    case "aliceTrusts":
      return unusual(place, setup[place], true);
    case "aliceShows":
    case "bobTrusts":
      return unusual(place, setup[place], asked);
    case "mallory":
      return unusual(place, setup.mallory, true);
    case "malloryShows":
      return poses ? [{ place, value: setup.malloryShows }] : [];
    case "checks":
      return CHECKS.filter(([key]) => setup[key] === "on").map(([value]) => ({ place, value }));
    case "missing": {
      const { missing } = common(setup);
      return missing === null ? [] : [{ place, value: missing }];
    }
    case "nothing":
      return [];
  }
}

function unusual(
  place: "bobShows" | "aliceTrusts" | "aliceShows" | "bobTrusts" | "mallory",
  value: string,
  counts: boolean,
) {
  return counts && value !== DEFAULT_SETUP[place] ? [{ place, value }] : [];
}

/** What is told alike by everything that a puzzle shows is the same answer: a list or an answer, it is revoked. */
export function isSame(a: Answer, b: Answer): boolean {
  const plain = (value: string) => (value.startsWith("revoked-") ? "revoked" : value);
  return a.place === b.place && plain(a.value) === plain(b.value);
}

/** Who it is whose place that is. */
export function whoseIs(place: PlaceId): Who {
  return PLACES.find(({ id }) => id === place)?.who ?? "nobody";
}

/** An answer in words: `What Bob shows: expired`. */
export function answerWords({ place, value }: Answer): string {
  const found = PLACES.find(({ id }) => id === place);
  if (found === undefined) return "Nothing is wrong";
  return `${found.label}: ${found.options.find((option) => option.value === value)?.label ?? value}`;
}

/** What an answer means, in a sentence; empty where there is none. */
export function answerMeaning({ place, value }: Answer): string {
  const found = PLACES.find(({ id }) => id === place);
  return found?.options.find((option) => option.value === value)?.hint ?? "";
}
