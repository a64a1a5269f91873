import { dayText, t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { stepOf } from "../phrases/facts.ts";
import { checkOf, leftOut, verdictAt } from "../phrases/verdictFacts.ts";
import { recordedText } from "../recorded.ts";
import type { Prediction } from "../types.ts";
import { defenceIn, gotBy, revokedAt, sinceTheft, stolenIn } from "./facts.ts";

const CHECK = "alice.checks.certificate";

export const predictions: readonly Prediction[] = [
  {
    id: "verdict",
    before: CHECK,
    question: t`A genuine certificate of bob.example has come. What will Alice say of it?`,
    options: [
      { id: "accept", label: t`“In order: it is Bob’s”` },
      { id: "revoked", label: t`“It was taken back”` },
      { id: "unknown", label: t`“Nobody tells me whether it was taken back”` },
      { id: "expired", label: t`“Its time is over”` },
    ],
    answer: whatAliceSays,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
  {
    id: "how-long",
    before: "end",
    question: t`How long can Mallory go on being Bob to an Alice like this one?`,
    options: [
      { id: "notice", label: t`Until Bob notices the theft` },
      { id: "heard", label: t`Until Alice hears that the certificate was taken back` },
      { id: "time", label: t`Until the certificate, or the last good word about it, runs out` },
    ],
    answer: howLong,
    settledAt: (recording) => stepOf(recording, "end")?.id ?? null,
  },
];

function whatAliceSays(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null) return null;
  const found = checkOf(verdict, "revocation")?.found ?? "";
  if (verdict.accepted) {
    const because =
      leftOut(verdict).length > 0
        ? t`Nobody could say whether it was taken back, and she went on.`
        : defenceIn(recording) === "none" || defenceIn(recording) === "days"
          ? t`Every check passed. Whether the key is still in the right hands, none of them asks.`
          : t`Every check passed. About revocation, she found: ${found}.`;
    return { option: "accept", because };
  }
  if (verdict.reason === "revoked") return { option: "revoked", because: t`She found: ${found}.` };
  if (verdict.reason === "revocation-unknown") return { option: "unknown", because: t`She found: ${found}.` };
  if (verdict.reason !== "expired") return null;
  return {
    option: "expired",
    because: t`She looked at the dates: ${recordedText(checkOf(verdict, "dates")?.found ?? t`it has expired`)}.`,
  };
}

function howLong(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  const stolen = stolenIn(recording);
  if (verdict === null || stolen === null || stepOf(recording, "mallory.makes.copy") === null) return null;
  const revoked = revokedAt(recording);
  if (verdict.reason === "revoked" && revoked !== null) {
    return {
      option: "heard",
      because: t`It was taken back ${sinceTheft(recording, revoked)} after the theft, and this Alice has heard of it.`,
    };
  }
  if (verdict.reason === "revocation-unknown") return null;
  const word = lastGoodWord(recording);
  const until = word ?? stolen.notAfter;
  const what = word === null ? t`The certificate` : t`The last good word about it`;
  return {
    option: "time",
    because: t`${what} counts until ${dayText(until)} ${until.slice(0, 4)}, ${sinceTheft(recording, until)} after the theft.`,
  };
}

/** Until when the good word counts that Alice went by; null where she went by none. */
function lastGoodWord(recording: Recording): string | null {
  if (leftOutIn(recording)) return null;
  const defence = defenceIn(recording);
  const word =
    defence === "list" ? gotBy(recording, "alice") : defence === "staple" ? gotBy(recording, "mallory") : null;
  return word === null || word.revoked.length > 0 ? null : word.nextUpdate;
}

function leftOutIn(recording: Recording): boolean {
  const verdict = verdictAt(recording, CHECK);
  return verdict !== null && leftOut(verdict).length > 0;
}
