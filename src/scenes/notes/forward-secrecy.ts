import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`Two recordings, old way and new way, and the same thief. It is the scene “A key nobody sends” once more, over real TLS 1.3.`,
    idea: "M3",
  },
  steps: {
    "mallory.steals.bob": {
      say: t`Ask how keys are lost in practice: disks, backups, court orders.`,
      ask: t`What will it open?`,
    },
    "mallory.opens.old-request": {
      say: t`Stolen today, and yesterday’s letter opens. One key decrypted every conversation of that kind.`,
      idea: "M3",
    },
    "bob.signs.conversation": {
      say: t`Here the certificate’s key signs once, and that is all. It has decrypted nothing.`,
      idea: "M4",
    },
    "bob.forgets.keys": {
      say: t`Deleting is part of the protocol: what nobody has can’t be stolen. “Bob keeps his half” shows the other case.`,
    },
    "mallory.steals.bob.2": {
      say: t`Ask what she can do with it now: pose as Bob from here on. And the copies?`,
      ask: t`Does it open her copies?`,
      idea: "M3",
    },
    end: {
      say: t`Forward secrecy looks backwards: keys that are thrown away can’t be stolen later. For what comes, a stolen key is as bad as ever; see “The key is gone”.`,
    },
  },
};
