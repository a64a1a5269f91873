import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { stepOf } from "../phrases/facts.ts";
import { askedBy, leftOut, verdictAt } from "../phrases/verdictFacts.ts";
import { recordedText } from "../recorded.ts";
import type { Prediction } from "../types.ts";

const CHECK = "alice.checks.certificate";

/** Which kind of reason a failed check gives. */
const KINDS: Readonly<Record<string, string>> = {
  chain: "trust",
  signatures: "trust",
  dates: "content",
  name: "content",
  usage: "content",
  possession: "key",
};

export const predictions: readonly Prediction[] = [
  {
    id: "two-lights",
    before: "mallory.signs.conversation",
    question: t`Mallory is about to sign the conversation. Will the signature be valid, and will Alice accept?`,
    options: [
      { id: "both", label: t`Valid, and so Alice accepts` },
      { id: "valid-refused", label: t`Valid, and Alice refuses all the same` },
      { id: "invalid", label: t`Not valid: a forger’s signature never is` },
    ],
    answer: twoLights,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
  {
    id: "reason",
    before: CHECK,
    question: t`Alice checks what was shown. What will she say?`,
    options: [
      { id: "accept", label: t`“It is Bob.”` },
      { id: "trust", label: t`“Nobody whom I trust vouches for this.”` },
      { id: "content", label: t`“It is for another name, or another time.”` },
      { id: "key", label: t`“You don’t have its key.”` },
    ],
    answer: reason,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
];

function twoLights(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null || stepOf(recording, "mallory.signs.conversation") === null) return null;
  if (verdict.signature === "invalid") {
    return { option: "invalid", because: t`It does not fit: it was made with another key than the certificate’s.` };
  }
  if (verdict.signature !== "valid") return null;
  const because = t`The signature fits, because she has this certificate’s key.`;
  return verdict.accepted
    ? { option: "both", because: t`${because} And Alice accepted, because she left a check out.` }
    : {
        option: "valid-refused",
        because: t`${because} Alice refused for another reason: \`${verdict.reason ?? ""}\`.`,
      };
}

function reason(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null) return null;
  if (verdict.accepted) {
    const [missing] = leftOut(verdict);
    const because = missing === undefined ? t`Every check passed.` : t`Nobody asked ${askedBy(missing)}.`;
    return { option: "accept", because: t`Alice accepted ${verdict.about}. ${because}` };
  }
  const failed = verdict.checks.find((check) => check.result === "failed");
  const option = KINDS[failed?.id ?? ""];
  if (failed === undefined || option === undefined) return null;
  return {
    option,
    because: t`One check failed: ${askedBy(failed)}. Expected: ${recordedText(failed.expected)}; found: ${recordedText(failed.found)}. The alert: \`${verdict.alert ?? ""}\`.`,
  };
}
