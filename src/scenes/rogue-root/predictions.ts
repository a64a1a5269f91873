import { t } from "../../language/t.ts";
import { artifact, commonName } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, outcomeIn, stepOf, textAt } from "../phrases/facts.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";
import { PROXY_AUTHORITY } from "./proxy.ts";

const CHECK = "alice.checks.certificate";
const SENDS = "alice.seals.request";

export const predictions: readonly Prediction[] = [
  {
    id: "issuer",
    before: CHECK,
    question: t`A certificate for bob.example has come, and Alice judges it. What will come of that?`,
    options: [
      { id: "bobs", label: t`In order: it is from the authority that Bob has his from` },
      { id: "green", label: t`In order, though the company’s proxy issued it` },
      { id: "refused", label: t`Refused: the company’s proxy issued it` },
    ],
    answer: whoIssued,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
  {
    id: "readers",
    before: SENDS,
    question: t`Every check is green, and Alice seals her reading. Who will have read it in the end?`,
    options: [
      { id: "bob", label: t`Bob alone` },
      { id: "proxy", label: t`The company’s proxy, whatever Bob does` },
      { id: "everybody", label: t`Every router on the way` },
    ],
    answer: whoReads,
    settledAt: (recording) => firstOf(recording, "mallory.opens.request", "bob.opens.request"),
  },
];

function whoIssued(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  const shown = verdict?.presented[0];
  if (verdict === null || shown === undefined) return null;
  const { issuer, fingerprint } = artifact(recording, "certificate", shown);
  const name = commonName(issuer);
  const isProxys = name === PROXY_AUTHORITY;
  if (!isProxys && !verdict.accepted) return null;
  const because = t`In it stands: issuer ${name ?? "?"}. Its fingerprint begins with ${fingerprint.slice(0, 8)}.`;
  if (!verdict.accepted) return { option: "refused", because: t`${because} The alert is \`${verdict.alert ?? ""}\`.` };
  return { option: isProxys ? "green" : "bobs", because: t`${because} No check failed.` };
}

function whoReads(recording: Recording): ReturnType<Prediction["answer"]> {
  const text = textAt(recording, SENDS);
  if (text === null || firstOf(recording, "mallory.opens.request", "bob.opens.request") === null) return null;
  const others = outcomeIn(recording).leaked.filter((leak) => leak.text === text);
  if (others.length === 0) return { option: "bob", because: t`Nobody on the way had a key that opened it.` };
  return {
    option: "proxy",
    because: t`It was sealed for whoever answered her hello. That was the proxy, and it opened it with a key of its own.`,
  };
}
