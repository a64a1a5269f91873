import { inQuotes, t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording, Step } from "../../sim/recording.ts";
import { placeOf, stepOf } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import type { Prediction } from "../types.ts";

const FIRST_THEFT = "mallory.steals.bob";
/** Where today’s conversation begins. */
const TODAY = "alice.makes.half";
const SECOND_THEFT = "mallory.steals.bob.2";
const FIRST_TRY = "mallory.fails.encryptedExtensions";

export const predictions: readonly Prediction[] = [
  {
    id: "old-way",
    before: FIRST_THEFT,
    question: t`Mallory has copies of yesterday’s conversation and is about to have Bob’s old key. What will it open?`,
    options: [
      { id: "nothing", label: t`Nothing: that conversation is over` },
      { id: "question", label: t`What was sent to Bob, and not his answer` },
      { id: "all", label: t`All of it, both ways` },
    ],
    answer: whatOldOpens,
    settledAt: (recording) => opensBefore(recording, TODAY).at(-1)?.id ?? null,
  },
  {
    id: "what-opens",
    before: SECOND_THEFT,
    question: t`Next she steals the key of Bob’s certificate. What can she do with it?`,
    options: [
      { id: "open", label: t`Open the TLS conversation that she has copied` },
      { id: "pose", label: t`Pose as Bob from now on, and open nothing` },
      { id: "both", label: t`Both` },
    ],
    answer: whatNewOpens,
    settledAt: (recording) => stepOf(recording, FIRST_TRY)?.id ?? null,
  },
];

function whatOldOpens(recording: Recording): ReturnType<Prediction["answer"]> {
  const texts = opensBefore(recording, TODAY).flatMap(({ event }) =>
    event.type === "opens" && event.text !== null ? [inQuotes(event.text)] : [],
  );
  if (texts.length < 2) return null;
  return { option: "all", because: t`The key to both directions lay in one box. She reads ${texts.join(t` and `)}.` };
}

/** Whether the stolen key was in any attempt at all, and what it did when Bob had it. */
function whatNewOpens(recording: Recording): ReturnType<Prediction["answer"]> {
  const theft = stepOf(recording, SECOND_THEFT)?.event;
  if (theft?.type !== "steals" || stepOf(recording, FIRST_TRY) === null) return null;
  const made = recording.steps.flatMap((step) => step.made);
  const attempts = made.filter((one) => one.kind === "attempt" && one.key === theft.key);
  const signatures = made.filter((one) => one.kind === "signature" && one.key === theft.key);
  if (attempts.length > 0) return null;
  const { algorithm } = artifact(recording, "key", theft.key);
  return {
    option: "pose",
    because: t`Key \`${keyName(recording, theft.key)}\` is for ${algorithm}: in this whole run it made ${signatures.length === 1 ? t`one signature` : t`${signatures.length} signatures`} and sealed nothing. So there is nothing that it could open.`,
  };
}

function opensBefore(recording: Recording, id: string): readonly Step[] {
  const end = placeOf(recording, id);
  return recording.steps.slice(0, Math.max(end, 0)).filter(({ event }) => event.type === "opens");
}
