import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { stepOf, textAt } from "../phrases/facts.ts";
import type { Prediction } from "../types.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "router-reads",
    before: "router1.reads.request",
    question: t`The letter is in the hands of the first router. How much of it can the router read?`,
    options: [
      { id: "nothing", label: t`Nothing: it is meant for Bob` },
      { id: "address", label: t`Only the address` },
      { id: "all", label: t`Every word` },
    ],
    answer: (recording) => {
      const text = textAt(recording, "router1.reads.request");
      return text === null ? null : { option: "all", because: t`It read “${text}”. That took no key and no trick.` };
    },
    settledAt: (recording) => stepOf(recording, "router1.reads.request")?.id ?? null,
  },
  {
    id: "bob-notices",
    before: "request.reaches.mallory",
    question: t`The letter goes on to the next stranger. Will Bob read what Alice wrote, and could he tell?`,
    options: [
      { id: "same", label: t`It is what Alice wrote` },
      { id: "notices", label: t`It was changed, and he sees that` },
      { id: "deceived", label: t`It was changed, and he can’t tell` },
    ],
    answer: bobNotices,
    settledAt: (recording) => stepOf(recording, "bob.reads.request")?.id ?? null,
  },
  {
    id: "alice-learns",
    before: "bob.writes.reply",
    question: t`Bob is about to answer. Will his answer tell Alice what he has really done?`,
    options: [
      { id: "yes", label: t`Yes: she will read what he wrote` },
      { id: "no", label: t`No: it will be changed on the way` },
    ],
    answer: (recording) => {
      const [sent, read] = [textAt(recording, "bob.writes.reply"), textAt(recording, "alice.reads.reply")];
      if (sent === null || read === null) return null;
      if (sent === read) return { option: "yes", because: t`Bob wrote “${sent}”, and that is what she read.` };
      return { option: "no", because: t`Bob wrote “${sent}”. Alice read “${read}”.` };
    },
    settledAt: (recording) => stepOf(recording, "alice.reads.reply")?.id ?? null,
  },
];

function bobNotices(recording: Recording): ReturnType<Prediction["answer"]> {
  const [sent, read] = [textAt(recording, "alice.writes.request"), textAt(recording, "bob.reads.request")];
  if (sent === null || read === null) return null;
  if (sent === read)
    return { option: "same", because: t`Bob read “${read}”, word for word. He can’t tell that it is so.` };
  return {
    option: "deceived",
    because: t`Alice wrote “${sent}”. Bob read “${read}”, and nothing on the sheet is wrong.`,
  };
}
