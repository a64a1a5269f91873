import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Read the name aloud only after the class has had a look. Nobody forges anything here.`,
    idea: "M1",
  },
  steps: {
    "alice.writes.clientHalf": {
      say: t`Let them read the name on the wire, letter by letter.`,
      ask: t`Which name does she ask for?`,
    },
    "mallory.writes.serverHalf": { say: t`Look at what she shows, and in whose name it is.` },
    "alice.checks.certificate": {
      say: t`Go through the checklist together. It compares with the name that was asked for, not with the one that was meant.`,
      ask: t`Which check will fail?`,
      idea: "M1",
    },
    "alice.seals.request": {
      say: t`Ask who will read this letter, and leave time.`,
      ask: t`Who will read it?`,
      idea: "M1",
    },
    "mallory.opens.request": {
      say: t`No lock was broken. The channel goes to whoever holds the key of the certificate that Alice accepted.`,
      idea: "M1",
    },
    end: {
      say: t`The padlock answers “who”, by name, and not “are they honest”. Switch the name to bob.example to see what the same certificate is worth then.`,
      idea: "M1",
    },
  },
};
