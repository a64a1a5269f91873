import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Somebody who is not Alice answers Bob’s question, in one of four ways. Watch the order of things: who knows what, and when.`,
    idea: "M11",
  },
  steps: {
    "bob.writes.serverHalf": {
      say: t`He asks. Whether he also insists is a switch, and in real servers a setting of its own.`,
    },
    "notAlice.writes.clientProof": {
      say: t`See what is shown. Choose another under “What if…?” and compare.`,
      ask: t`Which of Bob’s checks will stop it?`,
      idea: "M6",
    },
    "bob.checks.certificate": {
      say: t`Bob’s checklist, with his own list of authorities, the purpose (for clients), and the signature over this conversation.`,
      ask: t`What will Bob decide?`,
      idea: "M10",
    },
    "notAlice.seals.request": {
      say: t`Their own part of the handshake is done, and no word from Bob has come. So they send.`,
      ask: t`When will they learn what Bob decided?`,
      idea: "M11",
    },
    "bob.swallows.request": { say: t`Nobody opens it. Sent is not read.` },
    "notAlice.reads.goodbye": {
      say: t`Only here do they hear of it. That their side of the handshake went well never meant that the certificate was accepted.`,
      idea: "M11",
    },
    end: {
      say: t`Try “Bob asks but does not insist”: a common setting, and the whole protection is gone when nothing is shown.`,
      idea: "M11",
    },
  },
};
