import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: { say: t`Both show proof. Have the class watch one thing: what of Alice’s crosses the wire.`, idea: "M7" },
  steps: {
    "bob.writes.serverHalf": { say: t`One thing is new in his answer: the question to the other side.` },
    "alice.checks.certificate": {
      say: t`First she makes sure who asks, by her own list of authorities. The order matters: see the checklist.`,
    },
    "alice.signs.conversation": {
      say: t`The private key works on her desk and stays there. What it makes covers this conversation: both halves, Bob’s certificate, his question.`,
      ask: t`What of hers will cross the wire?`,
      idea: "M7",
    },
    "alice.writes.clientProof": {
      say: t`Open it: a certificate and a signature. Look for a private key.`,
      ask: t`Could a router use this to be Alice?`,
      idea: "M7",
    },
    "bob.checks.certificate": {
      say: t`Another list: Bob’s own. The authority that vouches for Alice need not be known to anybody but him.`,
      ask: t`Must both certificates come from the same authority?`,
      idea: "M6",
    },
    end: {
      say: t`Each side decides for itself, by its own list of authorities. Whether what Alice says is true, no certificate can tell.`,
    },
  },
};
