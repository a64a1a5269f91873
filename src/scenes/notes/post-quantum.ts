import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Say at once what is real here and what is assumed: the keys, copies and attempts are real; the quantum computer is assumed, and labelled so on stage.`,
  },
  steps: {
    "alice.makes.half": {
      say: t`Choose the kind of half before the run: X25519 alone, or X25519 together with ML-KEM-768.`,
    },
    "bob.signs.conversation": {
      say: t`The signature is of the old kind, and that is less urgent: it has to hold today, in this conversation.`,
      ask: t`Why is the key agreement more urgent than the signature?`,
    },
    "bob.forgets.keys": {
      say: t`Everything has been done as it should be. What is left are the copies.`,
      ask: t`How long must your letters stay secret?`,
    },
    "mallory.assumes.half": {
      say: t`Read the label aloud: this one step is assumed, not computed. Everything after it is computed from it.`,
      ask: t`What of her copies will open?`,
    },
    end: {
      say: t`With the hybrid half, both parts have to be broken. That is why both are used together: the new one is young.`,
    },
  },
};
