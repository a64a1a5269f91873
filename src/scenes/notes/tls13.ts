import { t } from "../../language/t.ts";
import type { SceneNotes } from "./types.ts";

export const notes: SceneNotes = {
  opening: {
    say: t`The same story in the bytes that browsers speak. Stay at Story for the first pass; come back at Protocol or Bytes for the second.`,
  },
  steps: {
    "alice.writes.clientHello": {
      say: t`Everything here lies open, for there is no key yet. Look through a router’s eyes, and find the name.`,
      ask: t`What do the routers learn from it?`,
      idea: "M13",
    },
    "bob.writes.serverHello": {
      say: t`The choices are made, and both halves are out. It is the last message that the routers can read.`,
    },
    "alice.derives.handshakeKeys": {
      say: t`Made from halves and a hash of what was said; no certificate has been seen yet, and none is needed for it.`,
      ask: t`Which key of the certificate goes into this?`,
      idea: "M3",
    },
    "bob.seals.serverCertificate": {
      say: t`In TLS 1.2 this lay open. Here it is sealed, with a key that does not yet say with whom it is shared.`,
      ask: t`Who on the wire will see it?`,
      idea: "M13",
    },
    "alice.checks.certificate": {
      say: t`So far it is a document that anybody can copy. Ask whether she knows now that it is Bob.`,
      ask: t`Does she know that it is Bob?`,
      idea: "M6",
    },
    "bob.signs.conversation": {
      say: t`CertificateVerify: the certificate’s key signs a hash of the whole conversation so far. That is its only work.`,
      idea: "M4",
    },
    "alice.checks.signature": {
      say: t`This is the other half of the proof: does whoever answers hold the certificate’s key, in this very conversation?`,
      idea: "M6",
    },
    "alice.opens.serverFinished": {
      say: t`A checksum over all that was said, the open hellos included. A change made on the way would show here at the latest.`,
    },
    "alice.seals.request": {
      say: t`One round trip, and she may speak. Open the bytes: the record’s label is the same as of the sealed records before it.`,
    },
    end: {
      say: t`The hellos lay open, and what is said lies under a seal. What was simplified in Acts I to IV is named under “What this leaves out”.`,
    },
  },
};
