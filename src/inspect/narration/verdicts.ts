import { inQuotes, plural, t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Check, Outcome, Recording, VerdictArtifact, World } from "../../sim/recording.ts";
import { nameOf } from "../names.ts";
import { deceiverOf, isAlarming, mistakenBy } from "../verdict/deceived.ts";
import { acceptedWords, CHECK_WORDS, reasonWords, SIGNATURE_WORDS } from "../verdict/words.ts";
import { closed } from "./closed.ts";

/** The two lights of a verdict, what did not hold, and what it means. Of one whose checks are a puzzle, the lights alone. */
export function verdictSentences(
  recording: Recording,
  index: number,
  world: World,
  verdict: VerdictArtifact,
): readonly string[] {
  const { accepted, signature, about, checks } = verdict;
  const isAlarm = accepted && isAlarming(recording, index, verdict);
  const isHalf = accepted && signature === "awaited" && !isAlarm;
  const judged = isHalf ? t`in order so far` : accepted ? t`accepted` : t`refused`;
  const lights = [
    t`Signature over the conversation: ${SIGNATURE_WORDS[signature]}.`,
    t`Verdict on “${about}”: ${judged}.`,
  ];
  if (checks.length === 0) return lights;
  return [...lights, ...checks.flatMap(checkSentence), ...passed(checks), ...meaning(recording, index, world, verdict)];
}

function checkSentence({ id, result, skippedBy, expected, found }: Check): readonly string[] {
  const { name } = CHECK_WORDS[id];
  // What nobody turned off had nothing to look at.
  if (result === "skipped") return skippedBy === null ? [] : [t`The check “${name}” was turned off.`];
  return result === "passed" ? [] : [t`The check “${name}” failed: expected ${expected}, found ${found}.`];
}

/** Beside what failed, how many did not; where none did, what it means says so. */
function passed(checks: readonly Check[]): readonly string[] {
  const count = checks.filter(({ result }) => result === "passed").length;
  const failed = checks.some(({ result }) => result === "failed");
  return failed && count > 0 ? [plural(count, { one: "# check passed.", other: "# checks passed." })] : [];
}

function meaning(recording: Recording, index: number, world: World, verdict: VerdictArtifact): readonly string[] {
  if (!verdict.accepted) {
    const judge = nameOf(recording, world, verdict.by);
    const alert = verdict.alert === null ? [] : [t`${judge} sends the alert ${verdict.alert} and ends it.`];
    return [reasonWords(verdict.reason ?? ""), ...alert];
  }
  const deceiver = deceiverOf(recording, index, verdict);
  const who = deceiver === null ? [] : [t`The one at the other end is ${nameOf(recording, world, deceiver)}.`];
  return [acceptedWords(verdict, mistakenBy(recording, index, verdict)), ...who];
}

/** How it ended, as facts found in the run. */
export function outcomeSentences(recording: Recording, world: World, outcome: Outcome): readonly string[] {
  const { delivered, leaked, forged, refused, repeated = [] } = outcome;
  const who = (actor: string): string => nameOf(recording, world, actor);
  return [
    ...delivered.map((text) => t`“${text}” arrived, as it was written`),
    ...leaked.map(({ actor, text }) => t`${who(actor)} read “${text}”, which was meant for somebody else`),
    ...forged.map(({ actor, text }) => t`${who(actor)} believed “${text}”, which the sender never wrote`),
    ...repeated.map(({ actor, text }) => t`${who(actor)} took in “${text}” more often than it was written`),
    ...refused
      .map((id) => artifact(recording, "verdict", id))
      .map(({ by, about }) => t`${who(by)} refused ${inQuotes(about)}`),
  ].map(closed);
}
