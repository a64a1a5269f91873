import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Not-Alice over real TLS. Watch not-Alice’s side: when is the handshake complete there, and when does the refusal come?`,
    idea: "M11",
  },
  steps: {
    "bob.seals.certificateRequest": { say: t`He asks. Whether no answer will do is his setting.` },
    "notAlice.seals.clientCertificate": {
      say: t`An empty list is a permitted answer (RFC 8446, 4.4.2). What it is worth, Bob decides.`,
      ask: t`Which of the four would you try?`,
      idea: "M6",
    },
    "bob.checks.certificate": {
      say: t`Bob’s verdict, row by row. It is made here; it arrives much later.`,
      ask: t`What will Bob decide?`,
      idea: "M10",
    },
    "notAlice.seals.request": {
      say: t`They are “connected” and send. Ask what they know at this moment.`,
      ask: t`When will they learn what Bob decided?`,
      idea: "M11",
    },
    "notAlice.opens.alert": {
      say: t`After the handshake, after the letter: only now. A program that never reads never sees it.`,
      idea: "M11",
    },
    end: { say: t`“Connected” is not “accepted”. The next scene shows the same to somebody honest.`, idea: "M11" },
  },
};
