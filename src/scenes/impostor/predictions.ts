import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, stepOf, textAt } from "../phrases/facts.ts";
import { verdictsOf } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const OPENED = ["mallory.opens.request", "bob.opens.request"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "who-reads",
    before: "alice.derives.channelKey",
    question: t`Alice is about to have a key that nobody can break, and will seal her letter with it. Who will read it?`,
    options: [
      { id: "bob", label: t`Bob, and nobody else` },
      { id: "mallory", label: t`Mallory, and not Bob` },
      { id: "nobody", label: t`Nobody: without the key it stays shut` },
    ],
    answer: whoReads,
    settledAt: (recording) => firstOf(recording, ...OPENED),
  },
  {
    id: "alice-notices",
    before: "alice.opens.reply",
    question: t`The answer has come, sealed. What will Alice notice when she opens it?`,
    options: [
      { id: "lock", label: t`If it isn’t Bob’s, her key won’t open it` },
      { id: "sender", label: t`She will see the name of whoever sealed it` },
      { id: "nothing", label: t`Nothing: it opens, whoever sealed it` },
    ],
    answer: (recording) => {
      const text = textAt(recording, "alice.opens.reply");
      if (text === null || verdictsOf(recording).length > 0) return null;
      const author = stepOf(recording, "mallory.seals.reply") === null ? "Bob" : "Mallory";
      return {
        option: "nothing",
        because: t`It opened, and said “${text}”. ${author} had sealed it; the seal shows no name.`,
      };
    },
    settledAt: (recording) => stepOf(recording, "alice.opens.reply")?.id ?? null,
  },
];

function whoReads(recording: Recording): ReturnType<Prediction["answer"]> {
  const readers = OPENED.filter((id) => stepOf(recording, id) !== null);
  const [reader] = readers;
  if (reader === undefined || readers.length > 1) return null;
  const text = textAt(recording, reader) ?? "";
  return reader === "mallory.opens.request"
    ? {
        option: "mallory",
        because: t`Alice’s key was shared with Mallory, so Mallory opened it: “${text}”. Bob got nothing.`,
      }
    : { option: "bob", because: t`The other half was Bob’s, so Bob opened it: “${text}”. Alice had no way to know.` };
}
