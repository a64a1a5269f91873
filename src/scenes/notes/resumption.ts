import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Twice the same two people. Have the class list what is left out the second time, and what is kept from the first.`,
  },
  steps: {
    "bob.keeps.ticket": {
      say: t`A secret is made of the first conversation and kept when the others are thrown away. The ticket is its name.`,
    },
    "alice.keeps.ticket": { say: t`The secret was not sent: each end makes it.` },
    "alice.writes.clientHello.2": {
      say: t`The ticket lies open and says nothing to those who carry it. The checksum with it can only be made by whoever has the secret.`,
      ask: t`What could a router do with a copy of the ticket?`,
    },
    "alice.derives.earlyKeys": {
      say: t`Early data: no waiting, and nothing of Bob’s in the key yet. Ask what is missing.`,
      ask: t`What protects this letter from being sent twice?`,
    },
    "bob.seals.flight.2": {
      say: t`No certificate, no signature: that he has the secret is the proof.`,
      ask: t`What must Bob still show?`,
    },
    "mallory.repeats.clientHello": {
      say: t`She can read nothing of it and changes nothing. She only sends it again.`,
      ask: t`What will Bob do?`,
    },
    "mallory.repeats.request": { say: t`A copy of a sealed letter is as genuine as the letter.` },
    end: {
      say: t`What helps is Bob’s bookkeeping, not the encryption (RFC 8446, 8). Turn on “Bob keeps no account” and look again. Early data is for what may happen twice.`,
    },
  },
};
