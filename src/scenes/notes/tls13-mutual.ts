import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`One message more from Bob and two more from Alice make TLS mutual. Count them as they come.`,
    idea: "M7",
  },
  steps: {
    "bob.seals.certificateRequest": {
      say: t`This one message is the difference on the server’s side. It comes before his own certificate.`,
    },
    "alice.checks.signature": { say: t`Who asks is settled first. Only after that does anything of hers go out.` },
    "alice.seals.clientCertificate": {
      say: t`Her name stands in it, and it goes out sealed. In TLS 1.2 it crossed the wire open.`,
      ask: t`Who will see it?`,
    },
    "bob.checks.certificate": {
      say: t`Bob’s own list, and the purpose: for clients. So far it is only a document.`,
      ask: t`Must both certificates come from one authority?`,
      idea: "M6",
    },
    "alice.signs.conversation": {
      say: t`The private key signs on her desk. What crosses the wire is the signature.`,
      ask: t`What of hers crosses the wire?`,
      idea: "M7",
    },
    "bob.checks.signature": {
      say: t`Was it signed in this conversation, with the key of that certificate? Only then does the name count.`,
      idea: "M6",
    },
    end: { say: t`Neither private key was sent, sealed or not. Each side judged by its own list.`, idea: "M7" },
  },
};
