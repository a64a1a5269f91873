import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, stepOf, textAt } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import type { Prediction } from "../types.ts";
import { isHybrid } from "./facts.ts";

const ASSUMED = "mallory.assumes.half";
const REWORKED = "mallory.recomputes.handshakeKeys";
const LAST = ["mallory.opens.reply", "mallory.fails.reply"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "why-copy",
    before: "bob.seals.serverCertificate",
    question: t`Mallory can’t open what passes from here on. Is it of any use to copy it?`,
    options: [
      { id: "no", label: t`No: what is sealed stays sealed` },
      { id: "later", label: t`Perhaps, if she waits long enough` },
      { id: "break", label: t`Yes: she will try all keys, one after the other` },
    ],
    answer: isOfUse,
    settledAt: (recording) => firstOf(recording, ...LAST),
  },
  {
    id: "what-opens",
    before: ASSUMED,
    question: t`Suppose that Mallory finds Alice’s secret number on the curve. What of her copies opens?`,
    options: [
      { id: "all", label: t`All of it, letter and answer too` },
      { id: "handshake", label: t`The handshake; the letters have keys of their own` },
      { id: "nothing", label: t`Nothing: there is more to the secret` },
    ],
    answer: whatOpens,
    settledAt: (recording) => firstOf(recording, ...LAST),
  },
];

function isOfUse(recording: Recording): ReturnType<Prediction["answer"]> {
  const text = textAt(recording, "mallory.opens.request");
  if (text !== null) {
    return { option: "later", because: t`Under the assumption of this scene she reads “${text}”, years later.` };
  }
  return isHybrid(recording) && stepOf(recording, LAST[1]) !== null
    ? { option: "no", because: t`This time it stays shut, though the curve has fallen: ML-KEM’s part is missing.` }
    : null;
}

function whatOpens(recording: Recording): ReturnType<Prediction["answer"]> {
  const assumed = stepOf(recording, ASSUMED)?.event;
  if (assumed?.type !== "assumes" || firstOf(recording, ...LAST) === null) return null;
  const { algorithm } = artifact(recording, "key", assumed.key);
  const name = keyName(recording, assumed.key);
  if (stepOf(recording, REWORKED) !== null) {
    return {
      option: "all",
      because: t`The secret of ${algorithm} half \`${name}\` was all that was missing: every key of the schedule comes from it and from what lay open.`,
    };
  }
  return {
    option: "nothing",
    because: t`Half \`${name}\` gives 32 of the 64 bytes. Every key needs all of them, and no attempt fitted.`,
  };
}
