import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, packetAt, placeOf, stepOf } from "../phrases/facts.ts";
import { alertOf } from "../phrases/tls/facts.ts";
import type { Prediction } from "../types.ts";

const SENDS = "alice.seals.request";
const ALERT = "alice.opens.alert";
const NEWS = [ALERT, "alice.opens.reply"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "what-connected-means",
    before: SENDS,
    question: t`Alice’s program says: connected. What does that tell her about her certificate?`,
    options: [
      { id: "accepted", label: t`Bob has accepted it` },
      { id: "nothing", label: t`Nothing at all` },
      { id: "unneeded", label: t`That Bob does not need one` },
    ],
    answer: whatConnectedMeans,
    settledAt: (recording) => firstOf(recording, ...NEWS),
  },
  {
    id: "what-to-do",
    before: "alice.gives-up",
    question: t`The alert is here, on a connection that worked. What should Alice’s program do?`,
    options: [
      { id: "retry", label: t`Try again at once: it was a broken connection` },
      { id: "wait", label: t`Wait a while and try again: Bob is overloaded` },
      { id: "report", label: t`Stop, and say what Bob refused` },
    ],
    answer: whatToDo,
    settledAt: (recording) => stepOf(recording, "alice.gives-up")?.id ?? null,
  },
];

function whatConnectedMeans(recording: Recording): ReturnType<Prediction["answer"]> {
  const news = firstOf(recording, ...NEWS);
  if (news === null || placeOf(recording, SENDS) < 0) return null;
  return {
    option: "nothing",
    because:
      news === ALERT
        ? t`She was connected, and refused: the alert came after she had sent.`
        : t`TLS never said “accepted”. Bob’s answer was the first sign that he had.`,
  };
}

function whatToDo(recording: Recording): ReturnType<Prediction["answer"]> {
  const packet = packetAt(recording, ALERT);
  const alert = packet === null ? null : alertOf(recording, packet);
  if (alert === null) return null;
  return {
    option: "report",
    because: t`\`${alert}\` says what is wrong. Nothing will be different the next time, nor the time after that.`,
  };
}
