import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Six certificates, each bad for one reason only. Let the class choose, predict the reason, and then look.`,
    idea: "M10",
  },
  steps: {
    "mallory.makes.certificate": {
      say: t`Open it before you go on: what is wrong with it can be read from it, except where it is a genuine one.`,
      ask: t`Which check will stop it?`,
      idea: "M14",
    },
    "mallory.signs.conversation": {
      say: t`Ask two questions and keep them apart: will the signature be valid, and will the certificate be accepted?`,
      ask: t`Valid, or accepted, or both?`,
      idea: "M10",
    },
    "alice.checks.certificate": {
      say: t`Two lights, not one: the signature over the conversation, and the verdict on the certificate. The row that is crossed out is the reason that she names.`,
      idea: "M10",
    },
    "serverHalf.reaches.alice": {
      say: t`What came can be shown by anybody who has a copy of it. Choose “Bob’s own” to see Bob’s own certificate shown by somebody who lacks its key.`,
      ask: t`Is a genuine certificate proof enough?`,
      idea: "M6",
    },
    "alice.writes.goodbye": {
      say: t`She says why. A good error message is part of security: whoever runs the server has to find the fault.`,
    },
    end: {
      say: t`Now turn off the check that stopped it, and look at the end again. Self-signed is not wicked: with nobody to vouch for it, nothing can be concluded.`,
      ask: t`When would a self-signed certificate be all right?`,
      idea: "M14",
    },
  },
};
