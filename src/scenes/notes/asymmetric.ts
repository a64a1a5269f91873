import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`One pair of keys: the public one closes, the private one opens. Say “lock” and “open” and, for signatures later, “sign” and “check”; never “encrypt with the private key”.`,
    idea: "M9",
  },
  steps: {
    "bob.writes.publicKey": {
      say: t`It goes past everybody on purpose. Ask what harm a copy of it does.`,
      ask: t`Should Bob have hidden it?`,
    },
    "alice.reads.publicKey": {
      say: t`That this key is Bob’s, Alice simply believes: nothing on it says so. The doubt comes back in Act III.`,
    },
    "alice.seals.request": {
      say: t`Take the vote before this step: all routers have the key that closed the lock.`,
      ask: t`Can a router open it with its copy of the public key?`,
    },
    "router1.fails.request": {
      say: t`This is a real attempt with the real public key. Open it to see what was tried and how it failed.`,
    },
    "bob.opens.request": { say: t`The private key did not move: it was used on Bob’s desk.` },
    "bob.writes.reply": {
      say: t`With his private key Bob can’t hide anything: what it makes, everybody can undo with the public key. So the answer stays open.`,
      ask: t`With which key could Bob lock his answer?`,
      idea: "M9",
    },
    end: { say: t`A secret in one direction only. What is missing is a key that both have.` },
  },
};
