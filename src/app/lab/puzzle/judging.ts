import { reasonWords } from "../../../inspect/verdict/words.ts";
import { t } from "../../../language/t.ts";
import { runsOf } from "../../../player/session.ts";
import { type Answer, faultsIn, gradeOf, judgeAnswer } from "../../../scenes/lab/puzzle.ts";
import { labScene } from "../../../scenes/lab/scene.ts";
import type { LabSetup } from "../../../scenes/lab/setup.ts";
import type { Suspect } from "../../../scenes/lab/suspects.ts";
import type { Scene } from "../../../scenes/types.ts";
import { nameOf } from "../../../sim/lookup.ts";
import type { Recording } from "../../../sim/recording.ts";
import { setupAddress } from "../labAddress.ts";
import { suspectsIn } from "./parts.ts";
import type { Puzzle } from "./puzzleAddress.ts";

/** What a student names: a suspect, or that nothing is wrong (null). */
export type Named = Suspect | null;

/** What an answer came to. `near`: it is wrong, and yet the right place to look. */
export type Judged = Answer & Readonly<{ near: boolean; suspect: Named }>;

const MOST_RUNS = 24;
const runs = new Map<string, Promise<Recording>>();

/** A set-up's run, the same each time while it is remembered: what is compared again and again is recorded once. */
function run(setup: LabSetup): Promise<Recording> {
  const key = setupAddress(setup);
  const known = runs.get(key);
  if (known !== undefined) return known;
  const made = recorded(labScene(setup));
  runs.set(key, made);
  made.catch(() => runs.delete(key));
  for (const oldest of runs.keys()) {
    if (runs.size <= MOST_RUNS) break;
    runs.delete(oldest);
  }
  return made;
}

/** Everything that there is to find in what a puzzle hides. */
export async function toFind({ setup, hidden }: Puzzle): Promise<readonly Suspect[]> {
  const suspects = suspectsIn(hidden);
  return (await faultsIn(setup, run)).filter((one) => suspects.includes(one));
}

/** Holds what a student names against the run, by running it once more with that put right. */
export async function judge(puzzle: Puzzle, whole: Recording, named: Named): Promise<Judged> {
  if (named === null) return { ...judgeNothing(whole), near: false, suspect: null };
  const suspect = meant(puzzle, named);
  const answer = await judgeAnswer(puzzle.setup, suspect, run);
  const beside = suspectsIn(puzzle.hidden).filter(({ group }) => group === suspect.group);
  const near = answer.kind === "wrong" && beside.some(({ isSo }) => isSo(puzzle.setup));
  return { ...answer, near, suspect };
}

async function recorded(scene: Scene): Promise<Recording> {
  return (await runsOf(scene).settle({ hops: scene.hops.default, throws: [] })).recording;
}

/** Why a certificate was refused, in the judge's own words; null where none was. */
export function reasonIn(whole: Recording): string | null {
  const verdicts = whole.steps.flatMap(({ made }) => made.filter((one) => one.kind === "verdict"));
  const refusal = verdicts.find(({ accepted }) => !accepted);
  if (refusal === undefined || refusal.reason === null) return null;
  return t`${nameOf(whole, whole.start, refusal.by)} refused it for this: ${reasonWords(refusal.reason)}`;
}

function judgeNothing(whole: Recording): Answer {
  return gradeOf(whole) === "well"
    ? { kind: "found", sentence: t`Nothing is wrong: question and answer arrive, and nobody else reads them.` }
    : { kind: "wrong", sentence: t`Something is wrong: look at what each of the two ends has in the end.` };
}

/** From outside, a list and an answer that say “revoked” look alike: whoever names the one has found the other. */
function meant({ setup }: Puzzle, named: Suspect): Suspect {
  if (named.isSo(setup) || !named.id.includes("-revoked-")) return named;
  const prefix = named.id.split("-revoked-")[0] ?? "";
  const other = suspectsIn(["papers"]).find(({ id, isSo }) => id.startsWith(`${prefix}-revoked-`) && isSo(setup));
  return other ?? named;
}
