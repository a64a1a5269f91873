import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { stepOf, textAt } from "../phrases/facts.ts";
import { verdictsOf } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "bob-knows",
    before: "bob.derives.channelKey",
    question: t`Bob has proved who he is, and is about to have his key. What does he know of the one at the other end?`,
    options: [
      { id: "alice", label: t`That it is Alice: the channel is secure` },
      { id: "checked", label: t`That somebody has checked them` },
      { id: "nothing", label: t`Nothing: he never asked` },
    ],
    answer: bobKnows,
    settledAt: (recording) => stepOf(recording, "bob.derives.channelKey")?.id ?? null,
  },
  {
    id: "deed",
    before: "bob.acts",
    question: t`A reading has come in over a perfectly sealed channel. What will Bob do?`,
    options: [
      { id: "acts", label: t`Act on it` },
      { id: "asks", label: t`Ask for proof that it is Alice’s` },
      { id: "refuses", label: t`Refuse it, if it is not Alice’s` },
    ],
    answer: deed,
    settledAt: (recording) => stepOf(recording, "bob.acts")?.id ?? null,
  },
];

function bobKnows(recording: Recording): ReturnType<Prediction["answer"]> {
  const event = stepOf(recording, "bob.derives.channelKey")?.event;
  if (event?.type !== "derives" || event.verified !== null) return null;
  if (verdictsOf(recording).some((verdict) => verdict.by === "bob")) return null;
  const who = stepOf(recording, "notAlice.makes.half") === null ? t`really was Alice` : t`was not Alice`;
  return {
    option: "nothing",
    because: t`Bob took the caller for ${event.believes} and checked nothing in the whole run. It ${who}.`,
  };
}

function deed(recording: Recording): ReturnType<Prediction["answer"]> {
  const [text, done] = [textAt(recording, "bob.opens.request"), textAt(recording, "bob.acts")];
  if (text === null || done === null) return null;
  return { option: "acts", because: t`He read “${text}” and ${done}.` };
}
