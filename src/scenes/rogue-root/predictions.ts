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
    question: "A certificate for bob.example has come. Alice opens it: who issued it?",
    options: [
      { id: "authority", label: "The authority that Bob has his certificate from" },
      { id: "proxy", label: "The company’s proxy" },
      { id: "itself", label: "Nobody: it is signed by itself" },
    ],
    answer: whoIssued,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
  {
    id: "readers",
    before: SENDS,
    question: "Every check is green, and Alice seals her reading. Who will have read it in the end?",
    options: [
      { id: "bob", label: "Bob alone" },
      { id: "proxy", label: "The company’s proxy, whatever Bob does" },
      { id: "everybody", label: "Every router on the way" },
    ],
    answer: whoReads,
    settledAt: (recording) => firstOf(recording, "mallory.opens.request", "bob.opens.request"),
  },
];

function whoIssued(recording: Recording): ReturnType<Prediction["answer"]> {
  const shown = verdictAt(recording, CHECK)?.presented[0];
  if (shown === undefined) return null;
  const { issuer, subject, fingerprint } = artifact(recording, "certificate", shown);
  const name = commonName(issuer);
  const option = issuer === subject ? "itself" : name === PROXY_AUTHORITY ? "proxy" : "authority";
  return { option, because: `In it stands: issuer ${name}. Its fingerprint begins with ${fingerprint.slice(0, 8)}.` };
}

function whoReads(recording: Recording): ReturnType<Prediction["answer"]> {
  const text = textAt(recording, SENDS);
  if (text === null || firstOf(recording, "mallory.opens.request", "bob.opens.request") === null) return null;
  const others = outcomeIn(recording).leaked.filter((leak) => leak.text === text);
  if (others.length === 0) return { option: "bob", because: "Nobody on the way had a key that opened it." };
  return {
    option: "proxy",
    because:
      "It was sealed for whoever answered her hello. That was the proxy, and it opened it with a key of its own.",
  };
}
