import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`The forgeries of the scene “Six forgeries” over real TLS. Two things to watch: at which message Alice stops, and how the reason travels.`,
    idea: "M10",
  },
  steps: {
    "mallory.makes.certificate": {
      say: t`Open it and read. Then let the class say which check it will not pass.`,
      ask: t`Which check stops it?`,
      idea: "M14",
    },
    "mallory.derives.handshakeKeys": {
      say: t`Flawless encryption, with the wrong one. Remember “I am Bob” in Act III.`,
    },
    "alice.checks.certificate": {
      say: t`Read the checklist: a crossed row is a reason to refuse. A signature is not judged here; that is the next message’s business.`,
      ask: t`What will she say in the end?`,
      idea: "M10",
    },
    "alice.seals.alert": {
      say: t`Two bytes: it is over, and why. They travel sealed.`,
      ask: t`Who on the wire can read the reason?`,
    },
    "mallory.opens.alert": { say: t`The other end is told; the routers saw a short record.` },
    end: {
      say: t`Choose “Bob’s own” and look again: the certificate is genuine there, and it is the signature that fails. Then turn off one of the checks.`,
      idea: "M6",
    },
  },
};
