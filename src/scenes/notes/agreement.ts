import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Today’s way: nobody sends the key. If the class knows the picture of mixing colours, use it, and say where it limps: colours can be unmixed, these halves can’t, as far as anybody knows.`,
    idea: "M3",
  },
  steps: {
    "alice.makes.half": { say: t`A secret number that stays, and a half made from it that may be seen.` },
    "bob.writes.serverHalf": {
      say: t`Both halves are public now. Count with the class what a router holds: two halves and no secret.`,
      ask: t`What is still missing to make the key?`,
    },
    "bob.derives.channelKey": {
      say: t`His own secret and her half. The other’s secret is not needed, and is never seen.`,
    },
    "alice.derives.channelKey": {
      say: t`Compare the fingerprints at both ends. The key never crossed the wire, and nothing was locked with anybody’s public key.`,
      ask: t`Where on the wire was this key?`,
      idea: "M3",
    },
    "mallory.steals.bob": {
      say: t`Take the vote first: yesterday’s conversation sent its key, today’s did not.`,
      ask: t`Which of her copies will the stolen key open?`,
    },
    "mallory.fails.request": {
      say: t`Everything that she holds is really tried. There is nothing in her copies that could open it.`,
    },
    end: {
      say: t`The name of this is forward secrecy. And one thing is still open: neither has checked whose half it was.`,
    },
  },
};
