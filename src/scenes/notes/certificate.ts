import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Before anything is said, Bob fetches a certificate, and the authority then goes offline. Keep an eye on it: it stays grey until the end.`,
    idea: "M8",
  },
  steps: {
    "bob.makes.keyPair": {
      say: t`A second pair, for signing. The private half makes a mark that only it can make; everybody can check it with the public half.`,
      idea: "M9",
    },
    "bob.asksFor.certificate": {
      say: t`He hands over the public key and the name. The private key stays at home.`,
      ask: t`What does the authority need to see of Bob?`,
      idea: "M5",
    },
    "authority.issues.bob": {
      say: t`Open the certificate and look for a private key together. There is a name, a public key, dates and a signature.`,
      ask: t`Where in it is Bob’s private key?`,
      idea: "M5",
    },
    "authority.leaves": {
      say: t`It is gone, and nothing from here on asks it anything. In practice there is one exception, to be named as such: asking whether a certificate has been taken back.`,
      ask: t`Whom will Alice ask whether it is genuine?`,
      idea: "M8",
    },
    "alice.writes.clientHalf": {
      say: t`The name stands there in plain letters. Look through a router’s eyes.`,
      ask: t`Does a router see which site she visits?`,
      idea: "M13",
    },
    "bob.signs.conversation": {
      say: t`This is all that the certificate’s key does here: it signs. It locks neither a key nor a letter.`,
      ask: t`What will the key in the certificate do?`,
      idea: "M3",
    },
    "alice.checks.certificate": {
      say: t`Open the checklist: what was expected, and what was found. The signature over the conversation is a row of its own, and it is what a copied certificate lacks.`,
      ask: t`What if somebody else showed Bob’s certificate?`,
      idea: "M6",
    },
    "alice.derives.channelKey": {
      say: t`The key is made from the halves, as before. No key of the certificate’s goes into it.`,
      idea: "M4",
    },
    end: {
      say: t`Run it once more with “Nobody checks the signature” and Mallory in between: that check is what carries all the others.`,
      idea: "M6",
    },
  },
};
