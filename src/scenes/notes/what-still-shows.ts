import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Nobody breaks anything here. Mallory only measures, and she has measured beforehand.`,
    idea: "M13",
  },
  steps: {
    "mallory.measures.reply": {
      say: t`Her preparation: she visits as any visitor may, and notes lengths.`,
      ask: t`What is a length good for?`,
    },
    "alice.writes.clientHello": {
      say: t`The name has to stand outside the seal: two sites share the address.`,
      ask: t`Can a router tell which site she wants?`,
      idea: "M13",
    },
    "mallory.reads.clientHello": {
      say: t`Read it with her. There is a remedy on its way (Encrypted ClientHello); it is not in this scene.`,
      idea: "M13",
    },
    "mallory.fails.serverCertificate": {
      say: t`The certificate is sealed, and is of no use to her: she knows the name already.`,
    },
    "alice.seals.request": { say: t`Which page stands inside, sealed.` },
    "bob.seals.reply": {
      say: t`The seal hides what is said. It does not hide how much.`,
      ask: t`What can be seen from outside?`,
    },
    "mallory.fails.reply": {
      say: t`She has no key and nothing to try. And now she takes out her list.`,
      ask: t`Can she tell which page it is?`,
      idea: "M13",
    },
    end: {
      say: t`Turn on padding, and compare the lengths. What is left then: who, with whom, when, and how often.`,
      idea: "M13",
    },
  },
};
