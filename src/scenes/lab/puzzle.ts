import { t } from "../../language/t.ts";
import type { ConnectionArtifact, Recording } from "../../sim/recording.ts";
import { outcomeIn } from "../phrases/facts.ts";
import { firstFailure } from "./cause.ts";
import type { LabSetup } from "./setup.ts";
import { SUSPECTS, type Suspect } from "./suspects.ts";

/**
 * A puzzle: a set-up that the student does not see, in which something is wrong. An answer names one thing. It is right
 * when it is so and when it matters: the same set-up is run once more with this one thing put right, and what comes of
 * that is compared. So nothing about an answer is written down beforehand; a fault that does no harm in this set-up is
 * told as harmless, and with several faults each is told as one of them.
 *
 * The reason that a verdict names is not asked for: it is missing where no certificate was refused, and it is the same
 * for faults that different people have to mend (a chain from nowhere, and a trust store with a hole).
 */

/** Records a set-up; the caller brings the keys' source. */
export type RunSetup = (setup: LabSetup) => Promise<Recording>;

/** well: all arrived, unread, and nobody complains; stopped: it went wrong, and no harm was done; harmed: it was. */
export type Grade = "well" | "stopped" | "harmed";

export type Answer = Readonly<{
  /** found: put right, it goes better; partly: something else is wrong besides; harmless: so, and no matter; wrong: not so. */
  kind: "found" | "partly" | "harmless" | "wrong";
  /** What to tell the student: one or two sentences, which name no other fault. */
  sentence: string;
}>;

/** Whether what the student names is the fault. */
export async function judgeAnswer(setup: LabSetup, suspect: Suspect, run: RunSetup): Promise<Answer> {
  if (!suspect.isSo(setup)) return { kind: "wrong", sentence: t`“${suspect.label}”: that is not so here.` };
  const [before, after] = [await run(setup), await run(suspect.mended(setup))];
  const [was, is] = [gradeOf(before), gradeOf(after)];
  if (was === "well") return { kind: "harmless", sentence: t`“${suspect.label}”: it is so, and it does no harm here.` };
  if (RANK[is] < RANK[was]) {
    return {
      kind: "found",
      sentence:
        is === "well"
          ? t`“${suspect.label}”: yes. With that put right, question and answer arrive, and nobody else reads them.`
          : t`“${suspect.label}”: yes. With that put right, the other is refused, and no harm is done.`,
    };
  }
  const same = is === was && symptom(before) === symptom(after);
  return same
    ? { kind: "harmless", sentence: t`“${suspect.label}”: it is so, but with that put right all goes as before.` }
    : { kind: "partly", sentence: t`“${suspect.label}”: yes, but with that put right something else goes wrong.` };
}

/** Everything in a set-up that is so and matters: what there is to find. For whoever sets the puzzle. */
export async function faultsIn(setup: LabSetup, run: RunSetup): Promise<readonly Suspect[]> {
  const found: Suspect[] = [];
  const before = run(setup);
  const once: RunSetup = (one) => (one === setup ? before : run(one));
  for (const suspect of SUSPECTS.filter(({ isSo }) => isSo(setup))) {
    const { kind } = await judgeAnswer(setup, suspect, once);
    if (kind === "found" || kind === "partly") found.push(suspect);
  }
  return found;
}

const RANK: Readonly<Record<Grade, number>> = { well: 0, stopped: 1, harmed: 2 };

/** How a run came out, read from it. */
export function gradeOf(recording: Recording): Grade {
  const { leaked, forged, delivered, refused, repeated = [] } = outcomeIn(recording);
  if (leaked.length + forged.length + repeated.length > 0) return "harmed";
  return refused.length === 0 && firstFailure(recording) === null && delivered.length >= 2 ? "well" : "stopped";
}

/** What showed that something was wrong: two runs with the same one fail in the same way. */
function symptom(recording: Recording): string {
  const failures = recording.steps.flatMap(({ made }) =>
    made.flatMap((one) => (one.kind === "connection" ? [failed(one)] : [])),
  );
  const reasons = recording.steps.flatMap(({ made }) =>
    made.flatMap((one) => (one.kind === "verdict" ? [one.reason ?? ""] : [])),
  );
  return JSON.stringify([failures.filter((one) => one !== ""), reasons]);
}

function failed({ actor, state, failure }: ConnectionArtifact): string {
  return failure === null ? "" : `${actor} ${state} ${failure.code} ${failure.alert ?? ""}`;
}
