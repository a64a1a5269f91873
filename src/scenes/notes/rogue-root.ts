import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`In Mallory’s place sits a company’s proxy, and the company does this openly. No judgement is needed: the point is what the padlock says then.`,
    idea: "M14",
  },
  steps: {
    "mallory.issues.mallory": {
      say: t`Made on the spot, for the name that stood in the hello. Its authority is on the list of this laptop.`,
      ask: t`Who decides what stands on that list?`,
    },
    "alice.checks.certificate": {
      say: t`Read the chain to its end, and compare that with the list of roots.`,
      ask: t`Which row would tell Alice?`,
      idea: "M12",
    },
    "alice.checks.signature": {
      say: t`Whoever signs holds the key of the certificate that was shown. Read who issued that.`,
      idea: "M1",
    },
    "mallory.opens.request": {
      say: t`For Alice the connection ends at Bob. Look where it ends.`,
      ask: t`Where does this connection end?`,
      idea: "M14",
    },
    "mallory.opens.flight": { say: t`The certificate that Alice would have seen comes this far and no further.` },
    end: {
      say: t`Set “Alice trusts” to the other lists, and “Bob” to asking for client certificates: each breaks the arrangement in its own place.`,
      idea: "M12",
    },
  },
};
