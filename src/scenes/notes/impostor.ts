import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Nothing about the encryption gets weaker in this scene. Let the class look for the fault in it; there is none.`,
    idea: "M2",
  },
  steps: {
    "alice.writes.clientHalf": { say: t`She asks for a name. Nothing so far makes anybody prove that it is theirs.` },
    "mallory.makes.half": { say: t`Anybody can make a half. It needs no permission and no proof.` },
    "mallory.writes.serverHalf": {
      say: t`A perfectly good half. Ask what is wrong with it: only whose it is.`,
      ask: t`What on this half says whose it is?`,
    },
    "alice.derives.channelKey": {
      say: t`Ask who will have this key before you go on.`,
      ask: t`Nobody can break this key. Does that help Alice?`,
      idea: "M2",
    },
    "mallory.opens.request": {
      say: t`No lock was broken: it was sealed for her. Wait a moment here; this is the step that the scene is for.`,
      idea: "M2",
    },
    "alice.opens.reply": {
      say: t`To Alice this looks exactly as it should. Let the class search for anything that she could notice.`,
      idea: "M2",
    },
    end: { say: t`Encryption says that nobody else can read. It does not say who can. Write that down.`, idea: "M2" },
  },
};
