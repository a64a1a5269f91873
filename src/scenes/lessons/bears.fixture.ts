import type { Recording, VerdictArtifact } from "../../sim/recording.ts";
import { outcomeIn } from "../phrases/facts.ts";
import type { Claim, Lesson, Place } from "./types.ts";

/** Whether a run bears a claim out. */
export function bearsOut(recording: Recording, claim: Claim): boolean {
  const { delivered, leaked, forged, repeated = [] } = outcomeIn(recording);
  const verdicts = recording.steps.flatMap(({ made }) =>
    made.filter((one): one is VerdictArtifact => one.kind === "verdict"),
  );
  switch (claim.kind) {
    case "refuses":
      return verdicts.some((one) => one.by === claim.by && !one.accepted && one.reason === claim.reason);
    case "accepts": {
      const own = verdicts.filter((one) => one.by === claim.by);
      return own.length > 0 && own.every((one) => one.accepted);
    }
    case "reads":
      return leaked.some(({ actor }) => actor === claim.by);
    case "unread":
      return leaked.length === 0;
    case "believes":
      return forged.some(({ actor }) => actor === claim.by);
    case "arrives":
      return delivered.length > 0;
    case "lost":
      return delivered.length === 0;
    case "repeats":
      return repeated.some(({ actor }) => actor === claim.by);
  }
}

/** A sentence that says what happens in a run, with the place it is said of and what it claims. */
export type Said = Readonly<{ words: string; place: Place; claims: readonly Claim[] }>;

/** Everything that a lesson says of runs. */
export function saidIn({ sittings, misconceptions }: Lesson): readonly Said[] {
  const moves = sittings.flatMap(({ scenes }) => scenes.flatMap((one) => one.moves));
  return [...moves.map(({ shows, place, claims }) => ({ words: shows, place, claims })), ...misconceptions];
}

/** What a sentence says in so many words, whose claim must then stand beside it. */
const SAID: readonly (readonly [RegExp, Claim["kind"]])[] = [
  [/\b(Alice|Bob) refuses\b/g, "refuses"],
  [/\b(Alice|Bob) accepts\b/g, "accepts"],
  [/\b(Alice|Bob) (?:accepts, and )?believes\b/g, "believes"],
  [/\b(Mallory|Router 1|Router 3) reads (?!nothing)/g, "reads"],
  [/\b(Bob) pays twice/g, "repeats"],
];
const BARE: readonly (readonly [RegExp, Claim["kind"]])[] = [
  [/\b[Nn]obody else reads|reads nothing|has read nothing/, "unread"],
  [/\b(?:letters?|[Aa]ll|then it|”) arrives?\b/, "arrives"],
  [/\b[Nn]othing arrives\b/, "lost"],
];

/** What a sentence says and no claim stands for. */
export function unclaimed({ words, claims }: Said): readonly string[] {
  const by = SAID.flatMap(([pattern, kind]) =>
    [...words.matchAll(pattern)].flatMap(([said, name = ""]) => {
      const actor = name.toLowerCase().replace(" ", "");
      const isClaimed = claims.some((one) => one.kind === kind && "by" in one && one.by === actor);
      return isClaimed ? [] : [`${said}: ${words}`];
    }),
  );
  const bare = BARE.flatMap(([pattern, kind]) =>
    pattern.test(words) && !claims.some((one) => one.kind === kind) ? [`${kind}: ${words}`] : [],
  );
  return [...by, ...bare];
}

/** The letters that are quoted in a sentence. */
export function quotedIn(words: string): readonly string[] {
  return [...words.matchAll(/“([^”]+)”/g)].map(([, text = ""]) => text);
}
