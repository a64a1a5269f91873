import type { Recording } from "../../sim/recording.ts";
import { stepOf, textAt } from "../phrases/facts.ts";
import type { Prediction } from "../types.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "router-reads",
    before: "router1.reads.request",
    question: "The letter is in the hands of the first router. How much of it can the router read?",
    options: [
      { id: "nothing", label: "Nothing: it is meant for Bob" },
      { id: "address", label: "Only the address" },
      { id: "all", label: "Every word" },
    ],
    answer: (recording) => {
      const text = textAt(recording, "router1.reads.request");
      return text === null ? null : { option: "all", because: `It read “${text}”. That took no key and no trick.` };
    },
    settledAt: (recording) => stepOf(recording, "router1.reads.request")?.id ?? null,
  },
  {
    id: "bob-notices",
    before: "request.reaches.mallory",
    question: "The letter goes on to the next stranger. Will Bob read what Alice wrote, and could he tell?",
    options: [
      { id: "same", label: "It is what Alice wrote" },
      { id: "notices", label: "It was changed, and he sees that" },
      { id: "deceived", label: "It was changed, and he can’t tell" },
    ],
    answer: bobNotices,
    settledAt: (recording) => stepOf(recording, "bob.reads.request")?.id ?? null,
  },
  {
    id: "alice-learns",
    before: "bob.writes.reply",
    question: "Bob is about to answer. Will his answer tell Alice what he has really done?",
    options: [
      { id: "yes", label: "Yes: she will read what he wrote" },
      { id: "no", label: "No: it will be changed on the way" },
    ],
    answer: (recording) => {
      const [sent, read] = [textAt(recording, "bob.writes.reply"), textAt(recording, "alice.reads.reply")];
      if (sent === null || read === null) return null;
      if (sent === read) return { option: "yes", because: `Bob wrote “${sent}”, and that is what she read.` };
      return { option: "no", because: `Bob wrote “${sent}”. Alice read “${read}”.` };
    },
    settledAt: (recording) => stepOf(recording, "alice.reads.reply")?.id ?? null,
  },
];

function bobNotices(recording: Recording): ReturnType<Prediction["answer"]> {
  const [sent, read] = [textAt(recording, "alice.writes.request"), textAt(recording, "bob.reads.request")];
  if (sent === null || read === null) return null;
  if (sent === read)
    return { option: "same", because: `Bob read “${read}”, word for word. He can’t tell that it is so.` };
  return {
    option: "deceived",
    because: `Alice wrote “${sent}”. Bob read “${read}”, and nothing on the sheet is wrong.`,
  };
}
