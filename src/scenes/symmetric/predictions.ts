import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, packetAt, stepOf, textAt } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import type { Prediction } from "../types.ts";

const ARRIVAL = ["bob.opens.request", "bob.fails.request"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "which-key",
    before: "alice.makes.channelKey",
    question: t`Alice is about to make up a secret key and send it to Bob. With which key will she then close her letter?`,
    options: [
      { id: "aqua", label: t`With Bob’s public key, like everything that goes to Bob` },
      { id: "yellow", label: t`With the new key that both of them will have` },
      { id: "private", label: t`With Bob’s private key` },
    ],
    answer: (recording) => {
      const seal = packetAt(recording, "alice.seals.request")?.seal;
      if (seal === undefined || seal.as === "paper") return null;
      const because =
        seal.as === "yellow"
          ? t`It is sealed under \`${keyName(recording, seal.key)}\`, the new key. Bob’s public key locked only those 32 bytes.`
          : t`It is sealed under \`${keyName(recording, seal.key)}\`, Bob’s public key.`;
      return { option: seal.as, because };
    },
    settledAt: (recording) => stepOf(recording, "alice.seals.request")?.id ?? null,
  },
  {
    id: "arrival",
    before: "alice.seals.request",
    question: t`Strangers will carry the sealed letter. What will Bob find?`,
    options: [
      { id: "whole", label: t`What Alice wrote` },
      { id: "altered", label: t`Other words, which he takes for Alice’s` },
      { id: "refused", label: t`A letter that will not open` },
    ],
    answer: arrival,
    settledAt: (recording) => firstOf(recording, ...ARRIVAL),
  },
];

function arrival(recording: Recording): ReturnType<Prediction["answer"]> {
  const [sent, read] = [textAt(recording, "alice.seals.request"), textAt(recording, "bob.opens.request")];
  if (sent === null) return null;
  if (stepOf(recording, "bob.fails.request") !== null) {
    return {
      option: "refused",
      because: t`One bit had been turned over, and the seal gave it away. Bob read nothing of it.`,
    };
  }
  if (read === null) return null;
  if (read === sent) return { option: "whole", because: t`Bob opened it and read “${read}”, to the letter.` };
  return { option: "altered", because: t`Alice wrote “${sent}”, and Bob read “${read}”.` };
}
