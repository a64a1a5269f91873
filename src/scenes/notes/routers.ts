import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Each router is a stranger’s computer that was asked to carry, and nobody can see what else it does. Switch Mallory while it runs: what has been stays, what comes is new.`,
  },
  steps: {
    "router1.reads.request": {
      say: t`Nothing was broken to read this: it lies open. Look through the router’s eyes to make the point.`,
      ask: t`How would Alice notice that somebody has read it?`,
    },
    "request.reaches.mallory": {
      say: t`A good place to throw the switch: off, listen, or change, and let the class say what will be different.`,
    },
    "mallory.changes.request": {
      say: t`Compare the two sheets. Nothing on a sheet of paper shows that it was written anew.`,
      ask: t`What could Bob look at to find out?`,
      idea: "M12",
    },
    "bob.acts": { say: t`Bob acts on what reached him. Compare it with what Alice wrote.` },
    "bob.writes.reply": {
      say: t`The way back goes through the same hands: whoever can change the letter can change the answer.`,
      ask: t`Will the answer give Mallory away?`,
      idea: "M12",
    },
    end: {
      say: t`Two problems, to be solved one after the other: secrecy first (Act II), then who it is (Acts III and IV).`,
    },
  },
};
