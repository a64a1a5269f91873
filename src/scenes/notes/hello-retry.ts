import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`A guess that saves a round trip when it is right. The second half of the scene is for those who ask “could Mallory make them choose the weak one?”.`,
  },
  steps: {
    "alice.writes.clientHello": {
      say: t`She names the kinds that she can do, and sends a half of one or two of them.`,
      ask: t`Why not send a half of each?`,
    },
    "bob.writes.helloRetryRequest": {
      say: t`No key, no signature: so far anybody on the way could have written this.`,
      ask: t`Can Alice know that it is Bob’s?`,
    },
    "alice.writes.secondClientHello": {
      say: t`Nearly everything has to stay as it was. RFC 8446, 4.1.2 lists what may change.`,
      ask: t`What may she change?`,
    },
    "alice.derives.handshakeKeys": {
      say: t`Everything that was said goes into the keys, the request and both hellos. That is what Mallory can’t get round.`,
    },
    "alice.opens.encryptedExtensions": {
      say: t`That it opens shows that both have heard the same. Compare the two fingerprints at Protocol.`,
    },
    end: {
      say: t`Count what a second try costs, in messages and in round trips. Then set Mallory to weaken it, and see at which message it is noticed.`,
    },
  },
};
