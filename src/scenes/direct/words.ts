import { t } from "../../language/t.ts";
import { placeOf, textAt } from "../phrases/facts.ts";
import type { Beats } from "../phrases/tell.ts";
import type { Prediction, StepWords } from "../types.ts";

export const opening: StepWords = {
  title: t`Alice writes to Bob`,
  story: t`Bob keeps a bank, and Alice wants him to pay ten coins to Carol. Press *Next step*, or the right arrow key: each press shows one thing that happens, and you can always go back. Watch what Bob does with what he reads.`,
  protocol: t`The network as most of us picture it: two ends and a straight line. The message is a \`Letter\`, bytes without any protection.`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.writes.request": {
    story: t`An open sheet, like a postcard. Whoever holds it can read it, and can write on it.`,
  },
  "request.reaches.bob": {
    title: t`The letter goes straight to Bob`,
    story: t`One line from Alice to Bob, and nobody in between. So we imagine it.`,
  },
  "bob.reads.request": {
    story: t`Bob reads what stands there. The sheet does not say who wrote it.`,
  },
  "bob.acts": {
    story: t`Bob believes that the words are Alice’s, and pays. Words have become deeds: that is why it matters whose words they are.`,
    tick: t`pays`,
  },
  "bob.writes.reply": { story: t`His answer is an open sheet too.` },
  "reply.reaches.alice": { title: t`The answer goes straight to Alice`, story: t`Back along the same straight line.` },
  "alice.reads.reply": {
    story: t`Alice reads it and is content. She has no more to go by than Bob had: she simply believes the sheet.`,
  },
  end: {
    title: t`The end: it arrived, just as we imagined`,
    story: t`Two people, one line, and each believes what stands on a sheet of paper. But there is no such line: a message passes through the hands of strangers, who hold it for a moment and hand it on. Next: who they are, and what they can do.`,
  },
};

export const predictions: readonly Prediction[] = [
  {
    id: "deed",
    before: "bob.acts",
    question: t`Bob has read the letter. What will he do?`,
    options: [
      { id: "acts", label: t`Pay, as the letter says` },
      { id: "asks", label: t`First ask Alice whether she really wrote it` },
      { id: "waits", label: t`Wait for a second letter` },
    ],
    answer: (recording) => {
      const deed = textAt(recording, "bob.acts");
      if (deed === null) return null;
      return { option: "acts", because: t`Bob ${deed}, because the sheet said so. He looked for no other proof.` };
    },
    settledAt: (recording) => (placeOf(recording, "bob.acts") < 0 ? null : "bob.acts"),
  },
];

export const leavesOut: readonly string[] = [
  t`Real messages are cut into packets, numbered, and sent again when they get lost (IP and TCP). Here they arrive.`,
  t`How Alice’s computer finds Bob’s address (DNS) is taken for granted.`,
];
