import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, stepOf } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import { verdictsOf } from "../phrases/verdictFacts.ts";
import { recordedText } from "../recorded.ts";
import type { Prediction } from "../types.ts";
import { examinedIn } from "./facts.ts";

const HANDS_IN = "bob.asksFor.certificate";
const CHECKS = ["alice.checks.signature", "alice.checks.certificate"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "what-he-hands-in",
    before: HANDS_IN,
    question: t`The authority is to certify Bob’s key. What does he have to hand over?`,
    options: [
      { id: "both", label: t`Both keys, so that it can check that they belong together` },
      { id: "private", label: t`The private key, which it puts into the certificate` },
      { id: "public", label: t`The public key, and a signature` },
    ],
    answer: whatHeHandsIn,
    settledAt: (recording) => stepOf(recording, HANDS_IN)?.id ?? null,
  },
  {
    id: "can-she-answer",
    before: "authority.challenges.mallory",
    question: t`Mallory will get a token, too. She can’t put anything up on Bob’s machine. Will the authority find it there?`,
    options: [
      { id: "no", label: t`No: there will be nothing to find` },
      { id: "yes", label: t`It will find it` },
      { id: "differs", label: t`That depends on from where it looks` },
    ],
    answer: canSheAnswer,
    settledAt: (recording) => stepOf(recording, "authority.examines.control.mallory")?.id ?? null,
  },
  {
    id: "alice",
    before: "alice.checks.certificate",
    question: t`Now Alice judges the certificate that was shown to her. What will she say?`,
    options: [
      { id: "accepts", label: t`“It is Bob”` },
      { id: "refuses", label: t`“It is not Bob”` },
    ],
    answer: whatAliceSays,
    settledAt: (recording) => firstOf(recording, CHECKS[0]) ?? firstOf(recording, CHECKS[1]),
  },
];

function whatHeHandsIn(recording: Recording): ReturnType<Prediction["answer"]> {
  const step = stepOf(recording, HANDS_IN);
  if (step?.event.type !== "asksFor" || step.event.request === undefined) return null;
  const request = artifact(recording, "request", step.event.request);
  const seen = step.world.actors.authority?.keys.some(({ key, part }) => key === request.key && part === "private");
  if (seen !== false) return null;
  return {
    option: "public",
    because: t`The request holds the public part of key \`${keyName(recording, request.key)}\` and a signature. Only Bob’s desk has the private part.`,
  };
}

function canSheAnswer(recording: Recording): ReturnType<Prediction["answer"]> {
  const examined = examinedIn(recording, "control", "mallory");
  if (examined === null || examined.result === "skipped") return null;
  const looks = examined.found.map(recordedText).join("; ");
  if (examined.result === "passed") {
    return { option: "yes", because: t`It found it (${looks}), because Mallory answered on the way, in Bob’s place.` };
  }
  return new Set(examined.found).size > 1
    ? { option: "differs", because: t`From two places it saw two things: ${looks}. So it did not sign.` }
    : { option: "no", because: t`It looked, and saw: ${looks}.` };
}

function whatAliceSays(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictsOf(recording).at(-1);
  if (verdict === undefined || verdict.signature === "awaited") return null;
  if (!verdict.accepted) {
    return {
      option: "refuses",
      because: t`She refused: \`${verdict.alert ?? ""}\`. What was shown to her did not pass.`,
    };
  }
  const [shown] = verdict.presented;
  const given = recording.steps.find(({ event }) => event.type === "issues" && event.certificate === shown)?.event;
  return {
    option: "accepts",
    because:
      given?.type === "issues" && given.to === "mallory"
        ? t`She accepted: every check passed. The authority she trusts has signed it, for Mallory’s key.`
        : t`She accepted: every check passed, and it was Bob.`,
  };
}
