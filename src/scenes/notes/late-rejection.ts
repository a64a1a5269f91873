import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Nobody means harm here. Ask whether somebody in the room has lost a day to this; often there is one.`,
    idea: "M11",
  },
  steps: {
    "alice.makes.certificate": {
      say: t`Choose what is wrong with her papers, or nothing at all, and compare the runs.`,
    },
    "bob.checks.certificate": {
      say: t`Bob decides here. Remember the number of this step.`,
      ask: t`When will Alice know?`,
    },
    "alice.seals.request": {
      say: t`Her library says that the handshake is complete. It speaks of Bob’s certificate, not of hers.`,
      ask: t`What does “connected” tell her about her certificate?`,
      idea: "M11",
    },
    "bob.swallows.request": { say: t`Written without an error at her end, read by nobody at his.` },
    "alice.opens.alert": {
      say: t`It comes with the first read. In logs it often looks like a broken network.`,
      ask: t`How would you have found this from a log?`,
      idea: "M11",
    },
    "alice.gives-up": {
      say: t`What a program should do: say which certificate was refused and why, not try the same again, and count a connection as good when the first answer has come.`,
    },
    end: {
      say: t`Write it on the board: read before you believe. In TLS 1.2 the client heard before it could send.`,
      idea: "M11",
    },
  },
};
