import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Everything that Alice’s checks are worth hangs on this desk. Keep two questions apart: does whoever asks hold the key, and is the name theirs?`,
    idea: "M8",
  },
  steps: {
    "bob.makes.keyPair": {
      say: t`He makes it himself, at home. The authority never sees the private half.`,
      ask: t`Who should make the key pair?`,
      idea: "M5",
    },
    "bob.makes.request": {
      say: t`Open the request: name, public key, signature. No private key.`,
      ask: t`What must he hand over?`,
      idea: "M5",
    },
    "authority.examines.signature.bob": { say: t`The first question. It is about the key, not about the name.` },
    "authority.challenges.bob": {
      say: t`The second question. Token and mark are no secrets: what counts is where they are found.`,
    },
    "authority.issues.bob": {
      say: t`It signs a name, a key and dates. When Alice comes, it will not be asked.`,
      idea: "M8",
    },
    "authority.challenges.mallory": {
      say: t`The same task. She can’t put anything up on Bob’s machine.`,
      ask: t`Will the authority find it there?`,
    },
    "mallory.reads.look": {
      say: t`The look goes over the wire in plain http, and passes the router that Mallory runs.`,
      ask: t`Why not over https?`,
    },
    "alice.checks.certificate": {
      say: t`Ask what Alice could check in addition, from where she sits.`,
      ask: t`What will Alice say?`,
      idea: "M6",
    },
    end: {
      say: t`Let the authority look from two places, and run it again. Real ones do; and what they issue stands in public logs, which this scene leaves out.`,
    },
  },
};
