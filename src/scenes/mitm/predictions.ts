import { t } from "../../language/t.ts";
import { worldAt } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, stepOf, textAt } from "../phrases/facts.ts";
import { derivedAt, holders } from "../phrases/keyFacts.ts";
import { keyName } from "../phrases/names.ts";
import type { Prediction } from "../types.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "same-key",
    before: "alice.derives.channelKey",
    question: t`Alice is about to have her key. Is it the same as Bob’s?`,
    options: [
      { id: "same", label: t`Yes: theirs, and nobody else’s` },
      { id: "three", label: t`Yes, and Mallory has it, too` },
      { id: "other", label: t`No: she shares it with somebody else` },
    ],
    answer: sameKey,
    settledAt: (recording) => stepOf(recording, "alice.derives.channelKey")?.id ?? null,
  },
  {
    id: "noticed",
    before: "bob.acts",
    question: t`Will Alice or Bob notice that Mallory has read the letter?`,
    options: [
      { id: "bob", label: t`Bob: the key isn’t the right one` },
      { id: "alice", label: t`Alice: the answer won’t open` },
      { id: "nobody", label: t`Neither of them` },
    ],
    answer: noticed,
    settledAt: (recording) => firstOf(recording, "alice.opens.reply", "alice.fails.reply"),
  },
];

function sameKey(recording: Recording): ReturnType<Prediction["answer"]> {
  const [alice, bob] = [
    derivedAt(recording, "alice.derives.channelKey"),
    derivedAt(recording, "bob.derives.channelKey"),
  ];
  if (alice === null) return null;
  const own = keyName(recording, alice);
  const having = holders(recording, worldAt(recording, recording.steps.length), alice);
  if (alice === bob) {
    const option = having.length === 2 ? "same" : "three";
    return { option, because: t`Both worked out \`${own}\`, and ${having.join(t` and `)} are all who have it.` };
  }
  const others = bob === null ? t`Bob has none at all` : t`Bob’s is \`${keyName(recording, bob)}\``;
  return { option: "other", because: t`Hers is \`${own}\`, held by ${having.join(t` and `)}. ${others}.` };
}

function noticed(recording: Recording): ReturnType<Prediction["answer"]> {
  const read = textAt(recording, "mallory.opens.request");
  if (read === null) return null;
  if (stepOf(recording, "alice.fails.reply") !== null) {
    return { option: "alice", because: t`The answer did not open, so Alice hung up.` };
  }
  const reply = textAt(recording, "alice.opens.reply");
  if (reply === null) return null;
  return {
    option: "nobody",
    because: t`Mallory read “${read}”. Bob’s key opened what he got, and Alice’s opened “${reply}”.`,
  };
}
