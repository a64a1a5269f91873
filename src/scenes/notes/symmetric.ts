import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Say plainly that this way of handing over the key is the one of TLS 1.2 and older (RSA key transport); TLS 1.3 does not have it. The next scene shows today’s.`,
    idea: "M4",
  },
  steps: {
    "alice.makes.channelKey": {
      say: t`Random bytes, made by Alice. Whoever has them can read all and write all.`,
      ask: t`How does it get to Bob past the routers?`,
    },
    "alice.seals.sealedKey": {
      say: t`The only thing that the public key ever locks here is this small key.`,
      ask: t`What is the public key used for, and how often?`,
      idea: "M4",
    },
    "bob.opens.sealedKey": {
      say: t`Compare the four digits on the two desks: they are the start of a fingerprint, which tells keys apart and gives nothing away.`,
    },
    "alice.seals.request": {
      say: t`From here on the shared key does the work, in both directions. The public key never touches the letters.`,
      ask: t`What can a router do with this letter, besides carrying it?`,
      idea: "M4",
    },
    "bob.opens.request": {
      say: t`The seal shows every change: with Mallory on “change”, one turned bit is noticed, and the letter does not open.`,
    },
    "bob.seals.reply": { say: t`At last an answer in secret: the key that opens also closes.` },
    end: {
      say: t`The weak place: the key itself travelled past everybody, locked with a key that may be stolen later. Copies are patient.`,
      ask: t`What if Bob’s private key is stolen next year?`,
    },
  },
};
