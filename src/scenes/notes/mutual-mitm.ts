import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`A careless Alice has an authority of Mallory’s on her list. Ask how such a thing gets there: a file in a mail, a company’s laptop, a “free” tool.`,
    idea: "M12",
  },
  steps: {
    "alice.checks.certificate": {
      say: t`Look at the last link of the chain, and on whose list it stands.`,
      ask: t`Which check could have failed here?`,
      idea: "M12",
    },
    "alice.signs.conversation": {
      say: t`Ask what the signature covers: what she has seen, and that is the conversation that she is having.`,
      ask: t`Which conversation does it cover?`,
    },
    "clientProof.reaches.mallory": {
      say: t`Mallory now holds a genuine certificate and a genuine signature. The private key she does not have.`,
      ask: t`Can she use it with Bob?`,
      idea: "M7",
    },
    "clientProof.reaches.bob": { say: t`Byte for byte what Alice wrote, handed on.` },
    "bob.checks.certificate": {
      say: t`Both from Alice, both genuine, and one row settles it: over which conversation was it signed?`,
      ask: t`What will Bob decide?`,
      idea: "M7",
    },
    "mallory.opens.request": {
      say: t`What Alice sends to the wrong end is read there. That is the price of one careless trust, and Bob’s checks can’t help with it.`,
      idea: "M14",
    },
    end: {
      say: t`A signature can’t be carried from one conversation to another. Turn off Bob’s check of it, and it can.`,
      idea: "M12",
    },
  },
};
