import type { Recording } from "../../sim/recording.ts";
import { firstOf, placeOf, stepOf } from "../phrases/facts.ts";
import { askedBy, leftOut, verdictAt, verdictsOf } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const CHECK = "bob.checks.certificate";
const SENDS = "notAlice.seals.request";
const NEWS = ["notAlice.opens.alert", "notAlice.opens.reply"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "bob-decides",
    before: CHECK,
    question: "Not-Alice has answered Bob’s question. What will Bob decide in the end?",
    options: [
      { id: "accepts", label: "He accepts: it is Alice" },
      { id: "none", label: "He refuses: no certificate was shown" },
      { id: "paper", label: "He refuses: the certificate is not the right one" },
      { id: "key", label: "He refuses: the certificate is Alice’s, but its key did not sign" },
    ],
    answer: bobDecides,
    settledAt: (recording) => (stepOf(recording, "bob.checks.signature") ?? stepOf(recording, CHECK))?.id ?? null,
  },
  {
    id: "when-told",
    before: SENDS,
    question: "When will not-Alice learn what Bob has decided?",
    options: [
      { id: "before", label: "They know already: otherwise the handshake would have failed" },
      { id: "after", label: "Only after they have sent their letter" },
      { id: "never", label: "Never: Bob just falls silent" },
    ],
    answer: whenTold,
    settledAt: (recording) => firstOf(recording, ...NEWS),
  },
];

function bobDecides(recording: Recording): ReturnType<Prediction["answer"]> {
  if (verdictAt(recording, CHECK) === null) return null;
  const verdict = verdictsOf(recording)
    .filter((v) => v.by === "bob")
    .at(-1);
  if (verdict === undefined || verdict.signature === "awaited") return null;
  if (verdict.accepted) {
    const [missing] = leftOut(verdict);
    const because = missing === undefined ? "Every check passed." : `Nobody asked ${askedBy(missing)}.`;
    return { option: "accepts", because: `Bob accepted them as ${verdict.about}. ${because}` };
  }
  const failed = verdict.checks.find((check) => check.result === "failed");
  if (failed === undefined) return null;
  const alert = `The alert: \`${verdict.alert ?? ""}\`.`;
  if (verdict.presented.length === 0)
    return { option: "none", because: `He asked and insisted, and the list was empty. ${alert}` };
  return failed.id === "possession"
    ? { option: "key", because: `Every check of the certificate passed, and the signature did not verify. ${alert}` }
    : { option: "paper", because: `Expected: ${failed.expected}; found: ${failed.found}. ${alert}` };
}

function whenTold(recording: Recording): ReturnType<Prediction["answer"]> {
  const news = firstOf(recording, ...NEWS);
  const sent = placeOf(recording, SENDS);
  if (news === null || sent < 0) return null;
  const because =
    news === "notAlice.opens.alert"
      ? "They were CONNECTED, and sent; the alert reached them afterwards."
      : "No message of TLS ever says “accepted”. Bob’s answer to their letter was the first sign.";
  return { option: placeOf(recording, news) > sent ? "after" : "before", because };
}
