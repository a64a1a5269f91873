import { artifact, readingOf } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { packetAt, placeOf, stepOf } from "../phrases/facts.ts";
import { askedBy, leftOut, verdictAt, verdictsOf } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const CHECK = "alice.checks.certificate";
const ALERT = "alice.seals.alert";

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
    id: "reason",
    before: CHECK,
    question: "Alice judges what was shown. What will she say in the end?",
    options: [
      { id: "accept", label: "“It is Bob.”" },
      { id: "trust", label: "“Nobody whom I trust vouches for this.”" },
      { id: "content", label: "“It is for another name, or another time.”" },
      { id: "key", label: "“You don’t have its key.”" },
    ],
    answer: reason,
    settledAt: (recording) => (stepOf(recording, "alice.checks.signature") ?? stepOf(recording, CHECK))?.id ?? null,
  },
  {
    id: "who-reads-alert",
    before: ALERT,
    question: "Alice hangs up, and says why. Who on the wire can read the reason?",
    options: [
      { id: "everybody", label: "Everybody: errors are never encrypted" },
      { id: "other-end", label: "Only whoever is at the other end" },
      { id: "nobody", label: "Nobody: the handshake failed, so there is no key" },
    ],
    answer: whoReadsAlert,
    settledAt: (recording) => stepOf(recording, ALERT)?.id ?? null,
  },
];

function reason(recording: Recording): ReturnType<Prediction["answer"]> {
  if (verdictAt(recording, CHECK) === null) return null;
  const verdict = verdictsOf(recording)
    .filter((v) => v.by === "alice")
    .at(-1);
  if (verdict === undefined || verdict.signature === "awaited") return null;
  if (verdict.accepted) {
    const [missing] = leftOut(verdict);
    const because = missing === undefined ? "Every check passed." : `Nobody asked ${askedBy(missing)}.`;
    return { option: "accept", because: `Alice accepted ${verdict.about}. ${because}` };
  }
  const failed = verdict.checks.find((check) => check.result === "failed");
  const option = KINDS[failed?.id ?? ""];
  if (failed === undefined || option === undefined) return null;
  return {
    option,
    because: `One check failed: ${askedBy(failed)}. Expected: ${failed.expected}; found: ${failed.found}. The alert: \`${verdict.alert ?? ""}\`.`,
  };
}

function whoReadsAlert(recording: Recording): ReturnType<Prediction["answer"]> {
  const packet = packetAt(recording, ALERT);
  if (packet === null || packet.seal.as === "paper") return null;
  const last = recording.steps.length;
  const readers = recording.cast.filter(
    ({ id }) => id !== packet.author && readingOf(recording, last, id, packet).state === "reads",
  );
  const key = artifact(recording, "key", packet.seal.key).fingerprint.slice(0, 4);
  if (placeOf(recording, ALERT) < 0 || readers.length > 1) return null;
  return {
    option: "other-end",
    because: `The handshake keys were there already, so the alert was sealed under \`${key}\`. Besides Alice, only the other end has that key.`,
  };
}
