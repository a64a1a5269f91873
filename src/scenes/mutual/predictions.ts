import { t } from "../../language/t.ts";
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
    question: t`Bob has asked Alice to prove who she is. What of hers will cross the wire?`,
    options: [
      { id: "key", label: t`Her private key, well locked` },
      { id: "certificate", label: t`Her certificate: that is the proof` },
      { id: "proof", label: t`Her certificate and a signature` },
    ],
    answer: whatCrosses,
    settledAt: (recording) => stepOf(recording, "alice.writes.clientProof")?.id ?? null,
  },
  {
    id: "bob-decides",
    before: CHECK,
    question: t`Alice’s certificate comes from the clinic’s authority, Bob’s from another. What will Bob decide?`,
    options: [
      { id: "accepts", label: t`He accepts: it is his list that counts` },
      { id: "authority", label: t`He refuses: both must have the same authority` },
      { id: "wire", label: t`He refuses: strangers could have copied it on the way` },
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
    ? { option: "certificate", because: t`${certificates} certificate crossed the wire, and no signature.` }
    : {
        option: "proof",
        because: t`${certificates} certificate and a signature of ${bytes} bytes. The private key signed, and stayed on her desk.`,
      };
}

function bobDecides(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null || !verdict.accepted) return null;
  const anchor = verdict.path.at(-1);
  const name =
    anchor === undefined ? t`an authority` : artifact(recording, "certificate", anchor).subject.replace(/^CN=/, "");
  return {
    option: "accepts",
    because: t`He accepted ${verdict.about}: the path ends at ${name}, which is on his list, and her signature fitted.`,
  };
}
