import { t } from "../../language/t.ts";
import { artifact, readingOf } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { packetAt, placeOf, stepOf } from "../phrases/facts.ts";
import { askedBy, leftOut, verdictAt, verdictsOf } from "../phrases/verdictFacts.ts";
import { recordedText } from "../recorded.ts";
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
    question: t`Alice judges what was shown. What will she say in the end?`,
    options: [
      { id: "accept", label: t`“It is Bob.”` },
      { id: "trust", label: t`“Nobody whom I trust vouches for this.”` },
      { id: "content", label: t`“It is for another name, or another time.”` },
      { id: "key", label: t`“You don’t have its key.”` },
    ],
    answer: reason,
    settledAt: (recording) => (stepOf(recording, "alice.checks.signature") ?? stepOf(recording, CHECK))?.id ?? null,
  },
  {
    id: "who-reads-alert",
    before: ALERT,
    question: t`Alice hangs up, and says why. Who on the wire can read the reason?`,
    options: [
      { id: "everybody", label: t`Everybody: errors are never encrypted` },
      { id: "other-end", label: t`Only whoever is at the other end` },
      { id: "nobody", label: t`Nobody: the handshake failed, so there is no key` },
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
    because: t`The handshake keys were there already, so the alert was sealed under \`${key}\`. Besides Alice, only the other end has that key.`,
  };
}
