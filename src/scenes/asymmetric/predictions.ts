import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import { outcomeIn, packetAt, stepOf } from "../phrases/facts.ts";
import type { Prediction } from "../types.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "public-key-opens",
    before: "alice.seals.request",
    question: t`Every router has a copy of Bob’s public key. Can a router open what Alice is about to lock with it?`,
    options: [
      { id: "opens", label: t`Yes: the key that closes also opens` },
      { id: "parts", label: t`It can make out parts of it` },
      { id: "fails", label: t`No: opening takes the private key` },
    ],
    answer: (recording) => {
      const event = stepOf(recording, "router1.fails.request")?.event;
      if (event?.type !== "fails") return null;
      const tried = event.attempts.map((id) => artifact(recording, "attempt", id)).some((a) => a.part === "public");
      return {
        option: "fails",
        because: tried
          ? t`It tried the public key, and only nonsense came out.`
          : t`It has nothing to try: the private key is on Bob’s desk.`,
      };
    },
    settledAt: (recording) => stepOf(recording, "router1.fails.request")?.id ?? null,
  },
  {
    id: "answer-lock",
    before: "bob.writes.reply",
    question: t`Bob wants to answer in secret. With what can he lock his answer?`,
    options: [
      { id: "private", label: t`With his private key` },
      { id: "public", label: t`With his public key` },
      { id: "nothing", label: t`With nothing: he has no key that only Alice opens` },
    ],
    answer: (recording) => {
      const reply = packetAt(recording, "bob.writes.reply");
      if (reply === null || reply.seal.as !== "paper") return null;
      const readers = new Set(outcomeIn(recording).leaked.map((l) => l.actor)).size;
      return {
        option: "nothing",
        because: t`His answer went as open paper, and ${readers} who were only carrying it could read it.`,
      };
    },
    settledAt: (recording) => stepOf(recording, "bob.writes.reply")?.id ?? null,
  },
];
