import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { messageOf, packetAt, stepOf } from "../phrases/facts.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const CHECK = "bob.checks.certificate";

export const predictions: readonly Prediction[] = [
  {
    id: "what-crosses",
    before: "alice.signs.conversation",
    question: "Bob has asked Alice to prove who she is. What of hers will cross the wire?",
    options: [
      { id: "key", label: "Her private key, well locked" },
      { id: "certificate", label: "Her certificate: that is the proof" },
      { id: "proof", label: "Her certificate and a signature" },
    ],
    answer: whatCrosses,
    settledAt: (recording) => stepOf(recording, "alice.writes.clientProof")?.id ?? null,
  },
  {
    id: "bob-decides",
    before: CHECK,
    question: "Alice’s certificate comes from the clinic’s authority, Bob’s from another. What will Bob decide?",
    options: [
      { id: "accepts", label: "He accepts: it is his list that counts" },
      { id: "authority", label: "He refuses: both must have the same authority" },
      { id: "wire", label: "He refuses: strangers could have copied it on the way" },
    ],
    answer: bobDecides,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
];

function whatCrosses(recording: Recording): ReturnType<Prediction["answer"]> {
  const packet = packetAt(recording, "alice.writes.clientProof");
  const message = packet === null ? null : messageOf(packet);
  if (message?.type !== "ClientProof") return null;
  const [certificates, bytes] = [message.certificates.length, message.signature.length];
  return bytes === 0
    ? { option: "certificate", because: `${certificates} certificate crossed the wire, and no signature.` }
    : {
        option: "proof",
        because: `${certificates} certificate and a signature of ${bytes} bytes. The private key signed, and stayed on her desk.`,
      };
}

function bobDecides(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null || !verdict.accepted) return null;
  const anchor = verdict.path.at(-1);
  const name =
    anchor === undefined ? "an authority" : artifact(recording, "certificate", anchor).subject.replace(/^CN=/, "");
  return {
    option: "accepts",
    because: `He accepted ${verdict.about}: the path ends at ${name}, which is on his list, and her signature fitted.`,
  };
}
