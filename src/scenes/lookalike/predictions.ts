import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, stepOf, textAt } from "../phrases/facts.ts";
import { checkOf, leftOut, verdictAt } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const CHECK = "alice.checks.certificate";
const OPENED = ["mallory.opens.request", "bob.opens.request"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "which-fails",
    before: CHECK,
    question: t`Alice makes every check that she is told to make. Which one will fail?`,
    options: [
      { id: "chain", label: t`Who signed: no authority signs for a cheat` },
      { id: "name", label: t`The name: it is not the one she asked for` },
      { id: "none", label: t`None of them` },
    ],
    answer: whichFails,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
  {
    id: "safe",
    before: "alice.seals.request",
    question: t`Alice has accepted, and the padlock is closed. Who will read her letter?`,
    options: [
      { id: "bob", label: t`Bob, since every check passed` },
      { id: "mallory", label: t`Mallory` },
      { id: "nobody", label: t`Nobody: the letter is lost` },
    ],
    answer: whoReads,
    settledAt: (recording) => firstOf(recording, ...OPENED),
  },
];

function whichFails(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null) return null;
  const [shown] = verdict.presented.map((id) => artifact(recording, "certificate", id).names[0] ?? "");
  if (verdict.accepted) {
    const passed = verdict.checks.filter((check) => check.result === "passed").length;
    const skipped = leftOut(verdict).length > 0 ? t` The name she did not compare.` : "";
    return {
      option: "none",
      because: t`${passed} checks passed, for a certificate made out to ${shown ?? t`a name`}.${skipped}`,
    };
  }
  if (checkOf(verdict, "name")?.result === "failed") {
    return {
      option: "name",
      because: t`She asked for ${verdict.about}, and the certificate says ${shown ?? t`another name`}.`,
    };
  }
  return checkOf(verdict, "chain")?.result === "failed"
    ? { option: "chain", because: t`Nobody whom she trusts had signed it.` }
    : null;
}

function whoReads(recording: Recording): ReturnType<Prediction["answer"]> {
  const readers = OPENED.filter((id) => stepOf(recording, id) !== null);
  const [reader] = readers;
  const verdict = verdictAt(recording, CHECK);
  if (reader === undefined || readers.length > 1 || verdict === null) return null;
  const text = textAt(recording, reader) ?? "";
  return reader === "bob.opens.request"
    ? { option: "bob", because: t`Bob opened it: “${text}”. He was the owner of the name that she asked for.` }
    : {
        option: "mallory",
        because: t`Mallory opened it: “${text}”. Alice had asked for ${verdict.about}, and accepted.`,
      };
}
