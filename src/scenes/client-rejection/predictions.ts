import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, placeOf, stepOf } from "../phrases/facts.ts";
import { askedBy, leftOut, verdictAt } from "../phrases/verdictFacts.ts";
import { recordedText } from "../recorded.ts";
import type { Prediction } from "../types.ts";

const CHECK = "bob.checks.certificate";
const NEWS = ["notAlice.reads.goodbye", "notAlice.opens.reply"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "bob-decides",
    before: CHECK,
    question: t`Not-Alice has answered Bob’s question. What will Bob decide?`,
    options: [
      { id: "accepts", label: t`He accepts: it is Alice` },
      { id: "none", label: t`He refuses: no certificate was shown` },
      { id: "paper", label: t`He refuses: the certificate is not the right one` },
      { id: "key", label: t`He refuses: the certificate is Alice’s, but its key did not sign` },
    ],
    answer: bobDecides,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
  {
    id: "when-told",
    before: "notAlice.seals.request",
    question: t`When will not-Alice learn what Bob has decided?`,
    options: [
      { id: "before", label: t`They know already: otherwise the handshake would have failed` },
      { id: "after", label: t`Only after they have sent their letter` },
      { id: "never", label: t`Never: Bob just falls silent` },
    ],
    answer: whenTold,
    settledAt: (recording) => firstOf(recording, ...NEWS),
  },
];

function bobDecides(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null) return null;
  if (verdict.accepted) {
    const [missing] = leftOut(verdict);
    const because = missing === undefined ? t`Every check passed.` : t`Nobody asked ${askedBy(missing)}.`;
    return { option: "accepts", because: t`Bob accepted them as ${verdict.about}. ${because}` };
  }
  const failed = verdict.checks.find((check) => check.result === "failed");
  if (failed === undefined) return null;
  if (verdict.presented.length === 0) {
    return { option: "none", because: t`He asked and insisted, and nothing came that he could check.` };
  }
  const alert = t`The alert: \`${verdict.alert ?? ""}\`.`;
  return failed.id === "possession"
    ? { option: "key", because: t`Every check of the certificate passed, and the signature did not verify. ${alert}` }
    : {
        option: "paper",
        because: t`Expected: ${recordedText(failed.expected)}; found: ${recordedText(failed.found)}. ${alert}`,
      };
}

function whenTold(recording: Recording): ReturnType<Prediction["answer"]> {
  const news = firstOf(recording, ...NEWS);
  const sent = placeOf(recording, "notAlice.seals.request");
  if (news === null || sent < 0) return null;
  const because =
    news === "notAlice.reads.goodbye"
      ? t`They sent first; the goodbye reached them afterwards.`
      : t`No message ever said “accepted”. Bob’s answer to their letter was the first sign.`;
  return { option: placeOf(recording, news) > sent ? "after" : "before", because };
}
