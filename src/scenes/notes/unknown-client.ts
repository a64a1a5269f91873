import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`The question turns round: Bob has proved himself; what does he know of the caller? Bob is a clinic now, and somebody may get hurt.`,
    idea: "M2",
  },
  steps: {
    "notAlice.makes.half": { say: t`They need nothing to call: no name, no key that anybody knows.` },
    "bob.writes.serverHalf": {
      say: t`Bob shows a certificate and a signature. The other end shows nothing, because nobody asks.`,
    },
    "bob.derives.channelKey": {
      say: t`A strong key, shared with somebody. Ask with whom.`,
      ask: t`What does Bob know of the other end?`,
      idea: "M2",
    },
    "notAlice.seals.request": {
      say: t`The name is the first word of the text. A seal closes over a lie as well as over anything else.`,
      ask: t`Where does the name “Alice” come from?`,
    },
    "bob.acts": {
      say: t`Bob acts on a number that came over a channel in which nothing was broken. Ask what he knows of where it came from.`,
      ask: t`What will Bob do?`,
      idea: "M2",
    },
    end: {
      say: t`A server’s certificate says who the server is, and nothing about who calls. What Bob wants next is proof from the other side.`,
      idea: "M2",
    },
  },
};
