import { reasonWords } from "../../../inspect/verdict/words.ts";
import { nameOf } from "../../../sim/lookup.ts";
import type { ActorId, Recording, VerdictArtifact } from "../../../sim/recording.ts";
import { foundIn } from "../found.ts";
import type { Puzzle } from "./puzzleAddress.ts";
import { type Answer, isSame, thingsIn, whoseIs } from "./things.ts";

/** What an answer came to: the thing that it found, or how far off it was. `because` is told from the run. */
export type Judged = Readonly<
  | { right: true; thing: Answer | null; because: string }
  | { right: false; near: "value" | "person" | "no"; because: string }
>;

/** Holds an answer against what there is to find, and the run. */
export function judge(puzzle: Puzzle, recording: Recording, answer: Answer): Judged {
  const things = thingsIn(puzzle);
  if (answer.place === "nothing") {
    return things.length === 0
      ? { right: true, thing: null, because: `${foundIn(recording).words}.` }
      : { right: false, near: "no", because: "Something that is hidden is not as usual." };
  }
  const thing = things.find((one) => isSame(one, answer));
  if (thing !== undefined) return { right: true, thing, because: reasonFor(thing, recording) };
  const near = things.some(({ place }) => place === answer.place)
    ? "value"
    : things.some(({ place }) => whoseIs(place) === whoseIs(answer.place))
      ? "person"
      : "no";
  return { right: false, near, because: factAgainst(answer, recording) };
}

/** What the run has to say about something that was found: the judge's own reason where it was one. */
export function reasonFor({ place }: Answer, recording: Recording): string {
  const judge = place === "aliceShows" || place === "bobTrusts" ? "bob" : "alice";
  const verdicts = verdictsBy(recording, judge);
  const refusal = verdicts.find(({ accepted }) => !accepted);
  const isOfPapers = !["mallory", "missing"].includes(place);
  if (isOfPapers && refusal !== undefined) {
    const who = nameOf(recording, recording.start, judge);
    const alert = refusal.alert === null ? "" : ` ${who} says \`${refusal.alert}\`.`;
    return `${reasonWords(refusal.reason ?? "")}${alert}`;
  }
  const accepted = verdicts.length > 0 && isOfPapers;
  return `${accepted ? "It was taken all the same. " : ""}${foundIn(recording).words}.`;
}

/** What in the run speaks against an answer; empty where nothing does by itself. */
function factAgainst({ place }: Answer, recording: Recording): string {
  const { steps } = recording;
  const judged = place === "aliceShows" || place === "bobTrusts" ? "bob" : "alice";
  const verdicts = verdictsBy(recording, judged);
  const judge = nameOf(recording, recording.start, judged);
  const isOfPapers = place === "aliceShows" || place === "bobShows" || place === "bobTrusts" || place === "aliceTrusts";
  if (isOfPapers && verdicts.length === 0) return `${judge} has judged no certificate in this run.`;
  if (isOfPapers && verdicts.every(({ accepted }) => accepted)) return `${judge} accepted what was shown.`;
  const acts = steps.some(({ event }) => event.actor === "mallory");
  if (place === "mallory" && !acts) return "In this run nobody on the way does anything but carry.";
  return "";
}

function verdictsBy({ steps }: Recording, by: ActorId): readonly VerdictArtifact[] {
  const verdicts = steps.flatMap(({ made }) => made.filter((one) => one.kind === "verdict"));
  return verdicts.filter((verdict) => verdict.by === by);
}
