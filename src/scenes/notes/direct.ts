import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Begin with what everybody pictures: two people and a line. Let the class say what the postcard shows and what it does not.`,
    ask: t`Who could have written this sheet?`,
  },
  steps: {
    "alice.writes.request": { say: t`An open sheet: no secret, no signature. Ask for nothing more than to read it.` },
    "request.reaches.bob": {
      say: t`This straight line is the idea that the rest of the act takes apart.`,
      ask: t`What stands between your telephone and your bank?`,
    },
    "bob.reads.request": {
      say: t`Bob has the words and nothing else. Let the class list what he does not know: who wrote them, when, and whether somebody changed them.`,
    },
    "bob.acts": {
      say: t`Words become deeds here. That is why it matters whose words they are.`,
      ask: t`What would you want to see before you pay?`,
    },
    end: {
      say: t`Keep the two wishes for later on the board: nobody else reads it, and Bob knows whose it is and that it is unchanged.`,
    },
  },
};
