import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`While Mallory relays there are two connections, each perfect, and both end at her. Watch the patterns on the seals: they tell the two keys apart.`,
    idea: "M12",
  },
  steps: {
    "mallory.makes.half": { say: t`She needs a half of her own, for she does not know the secret behind Alice’s.` },
    "mallory.writes.clientHalf": {
      say: t`To Bob it is a call like any other.`,
      ask: t`What does Bob know about who calls?`,
    },
    "mallory.makes.half.2": { say: t`One half to each side: two keys, not one in the middle.` },
    "alice.derives.channelKey": {
      say: t`Compare the key with Bob’s, by fingerprint or pattern.`,
      ask: t`Is it the same key as Bob’s?`,
      idea: "M2",
    },
    "mallory.opens.request": {
      say: t`She opens it with one key; whatever she sends on to Bob has to be sealed with another. While she relays, switch “what she relays” to “changed” here to go further.`,
      ask: t`Which key will she seal with next?`,
    },
    "bob.acts": {
      say: t`Bob’s key opened it and nothing in it was out of order. Ask what he could have noticed.`,
      ask: t`Will either end notice?`,
      idea: "M12",
    },
    "alice.opens.reply": {
      say: t`Compare what was written with what was read, at both ends, and look for the thing that would have given her away.`,
      idea: "M12",
    },
    end: { say: t`What would have helped is proof of whose half it was. That is the next scene.`, idea: "M2" },
  },
};
