import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`The certificate is as genuine as ever. Let the class say who can still tell the difference.`,
    idea: "M10",
  },
  steps: {
    "mallory.steals.bob": {
      say: t`On Bob’s desk nothing is missing. Stolen keys are copied, not taken away.`,
      ask: t`How would Bob notice?`,
    },
    "mallory.makes.copy": { say: t`Anybody may have it: it was never the secret.`, idea: "M6" },
    "alice.checks.certificate": {
      say: t`Read the rows. A certificate can be in its time, well signed, and taken back all the same; whether she looks for that depends on her defence.`,
      ask: t`What will Alice say?`,
      idea: "M10",
    },
    "mallory.signs.conversation": {
      say: t`This is where a mere copy failed in the other scenes. She has the key.`,
      idea: "M6",
    },
    end: {
      say: t`Compare the four defences: none, a list, a word stapled by the server, and short lives. Each has its own gap in time: note the dates.`,
      ask: t`Which would you choose for a bank, which for a lamp?`,
      idea: "M8",
    },
  },
};
